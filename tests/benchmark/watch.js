// Put into every page before its own scripts: when it is ready, and how long from a tap to the frame that shows it.
(() => {
  const watched = { paints: [] };
  let tapped = 0;
  addEventListener('pointerup', (event) => { tapped = event.timeStamp; }, true);
  addEventListener('click', () => {
    const from = tapped;
    tapped = 0;
    if (!from) return;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => watched.paints.push(performance.now() - from);
      port2.postMessage(null);
    });
  }, true);
  addEventListener('DOMContentLoaded', () => { watched.themed = performance.now(); });
  customElements.whenDefined('self-assessment').then(() => { watched.defined = performance.now(); });
  globalThis.watched = watched;
})();
