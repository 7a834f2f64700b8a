"""The library: playbooks and explainers, what they rest on, and which result leads to them."""
