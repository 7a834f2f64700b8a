"""The site: puts instruments and lists into pages, as Markdown with block HTML that any generator can carry."""
