// The keyboard, the wheel, fingers and the screen's density, for a canvas that is drawn on demand.
//
// SDL listens for keys on a hidden text area, the agent, and would keep every Ctrl combination from
// the browser; a filter in the capture phase hides those keys from it. What an input method or a
// phone's keyboard writes into the agent is passed on as text. Fingers and the wheel never reach
// SDL: the program scrolls by exact pixels, as the browser would.

const canvas = document.getElementById('canvas');
const agent = document.getElementById('agent');

// The agent always holds this character, so that deleting backwards can be seen.
const sentinel = '\u200b';

const isSearch = (event) => (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'k';

const modifiers = ['Shift', 'Control', 'Alt', 'Meta'];

/** True for keys that belong to the browser: reload, find, zoom, tabs, developer tools, ...; F2 is free. */
function isBrowsersKey(event, wantsText) {
  if (/^F([13-9]|1\d)$/.test(event.key) || event.altKey || event.key === 'ContextMenu') return true;
  if (!event.ctrlKey && !event.metaKey) return false;
  if (modifiers.includes(event.key)) return false;  // or SDL would not know of it at the next key
  if (event.key === 'Enter') return false;  // run
  const editing = ['a', 'z', 'y', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'Backspace', 'Delete'];
  return !(wantsText && editing.includes(event.key.length === 1 ? event.key.toLowerCase() : event.key));
}

export function listenToInput({ program, wake, send, clipboard, drawNow }) {
  const host = { wantsText: false, sent: '', escapeWasLast: false };
  listenToKeys(host, program, wake, send);
  listenToText(host, send);
  listenToClipboard(clipboard, program, send, drawNow);
  listenToWheel(program, wake);
  listenToFingers(program, wake, drawNow);
  listenToScreen(send, wake);

  for (const name of ['pointerdown', 'pointermove', 'pointerup', 'pointerleave'])
    canvas.addEventListener(name, () => wake(), { passive: true });
  for (const name of ['focus', 'blur', 'visibilitychange'])
    window.addEventListener(name, () => wake(), { passive: true });
  window.addEventListener('pointerdown', (event) => {
    if (event.target === canvas) takeFocus();
    if (event.pointerType) send('pointer', event.pointerType);
  }, { capture: true, passive: true });

  program.host.textInput = (wanted, x, y, height) => {
    agent.style.left = `${Math.max(0, x)}px`;
    agent.style.top = `${Math.max(0, y)}px`;
    agent.style.height = `${Math.max(1, height)}px`;
    if (host.wantsText === wanted) return;
    host.wantsText = wanted;
    agent.inputMode = wanted ? 'text' : 'none';
    if (document.activeElement === agent) {  // phones raise the keyboard only for a new focus
      agent.blur();
      takeFocus();
    }
  };
  takeFocus();
}

export function takeFocus() {
  agent.focus({ preventScroll: true });
}

function listenToKeys(host, program, wake, send) {
  const filter = (event) => {
    if (event.target !== agent && event.target !== document.body && event.target !== canvas) return;
    wake();
    if (event.type === 'keydown') {
      const leavesPage = event.key === 'Tab' && host.escapeWasLast;
      if (!modifiers.includes(event.key))
        host.escapeWasLast = event.key === 'Escape';
      if (leavesPage) return event.stopImmediatePropagation();  // Esc, Tab: on to the browser
    }
    if (isSearch(event)) {
      event.preventDefault();  // some browsers search the web with it
      event.stopImmediatePropagation();
      if (event.type === 'keydown') send('search', '');
      return;
    }
    if (event.isComposing || event.keyCode === 229 || isBrowsersKey(event, host.wantsText))
      event.stopImmediatePropagation();
    else if (event.target !== agent && event.type === 'keydown')
      takeFocus();
  };
  for (const name of ['keydown', 'keypress', 'keyup'])
    window.addEventListener(name, filter, { capture: true });
}

function listenToText(host, send) {
  const reset = () => { agent.value = sentinel; host.sent = ''; };
  reset();
  agent.addEventListener('focus', reset);
  const forward = (event) => {
    const isShorter = agent.value.length < sentinel.length;
    const text = isShorter ? '' : agent.value.replace(sentinel, '');
    if (isShorter && host.sent === '') send('erase', 1);
    let common = 0;
    while (common < host.sent.length && host.sent[common] === text[common]) ++common;
    const erased = [...host.sent.slice(common)].length;
    if (erased > 0) send('erase', erased);
    if (text.length > common) send('text', text.slice(common));
    host.sent = text;
    if (!event.isComposing) reset();
  };
  agent.addEventListener('input', forward);
  agent.addEventListener('compositionend', forward);
}

function listenToClipboard(clipboard, program, send, drawNow) {
  const isOurs = () => document.activeElement === agent || document.activeElement === document.body;
  document.addEventListener('paste', (event) => {
    if (!isOurs()) return;
    event.preventDefault();
    clipboard.text = event.clipboardData.getData('text/plain');
    send('text', clipboard.text);
  });
  for (const name of ['copy', 'cut'])
    document.addEventListener(name, (event) => {
      if (!isOurs() || clipboard.isBusy) return;
      clipboard.isCollecting = true;
      clipboard.collected = null;
      program.copyKey(name === 'cut' ? 1 : 0);
      drawNow(4);
      clipboard.isCollecting = false;
      if (clipboard.collected === null) return;
      event.clipboardData.setData('text/plain', clipboard.collected);
      event.preventDefault();
    });
}

const lineHeight = 20;

function listenToWheel(program, wake) {
  window.addEventListener('wheel', (event) => {
    if (event.target !== canvas) return;
    event.stopImmediatePropagation();
    if (event.ctrlKey) return;  // the browser's zoom
    event.preventDefault();
    forwardWheel(event, program, wake);
  }, { capture: true, passive: false });
}

/** Also used for a wheel over the editor that the editor has no use for. */
export function forwardWheel(event, program, wake) {
  const unit = event.deltaMode === 1 ? lineHeight : event.deltaMode === 2 ? innerHeight * 0.9 : 1;
  let dx = event.deltaX * unit, dy = event.deltaY * unit;
  if (event.shiftKey && dx === 0) [dx, dy] = [dy, 0];
  // A mouse wheel comes in large whole steps, which are eased; a trackpad is followed exactly.
  const isStep = event.deltaMode !== 0 || (Math.abs(dy) >= 60 && Number.isInteger(event.deltaY));
  program.wheel(event.clientX, event.clientY, dx, dy, isStep ? 1 : 0);
  wake();
}

function listenToFingers(program, wake, drawNow) {
  let finger = null;
  const stop = (event) => event.stopImmediatePropagation();
  const over = (event) => event.target === canvas;
  const options = { capture: true, passive: false };
  window.addEventListener('touchstart', (event) => {
    if (!over(event)) return;
    stop(event);
    wake();
    if (event.touches.length > 1) {  // a pinch: the browser's
      if (finger !== null) program.touchCancel();
      finger = null;
      return;
    }
    const touch = event.changedTouches[0];
    finger = touch.identifier;
    program.touchBegin(touch.clientX, touch.clientY, event.timeStamp);
  }, options);
  window.addEventListener('touchmove', (event) => {
    if (!over(event)) return;
    stop(event);
    for (const touch of event.changedTouches)
      if (touch.identifier === finger) {
        if (event.cancelable) event.preventDefault();
        program.touchMove(touch.clientX, touch.clientY, event.timeStamp);
        wake();
      }
  }, options);
  window.addEventListener('touchend', (event) => {
    if (!over(event)) return;
    stop(event);
    if (event.cancelable) event.preventDefault();  // no mouse events after the tap
    for (const touch of event.changedTouches)
      if (touch.identifier === finger) {
        finger = null;
        takeFocus();
        program.touchEnd(touch.clientX, touch.clientY, event.timeStamp);
        // Within the gesture, so that the keyboard may come up and links may open.
        drawNow(6);
        wake();
      }
  }, options);
  window.addEventListener('touchcancel', (event) => {
    if (!over(event)) return;
    stop(event);
    if (finger !== null) program.touchCancel();
    finger = null;
    wake();
  }, options);
}

function listenToScreen(send, wake) {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const contrast = matchMedia('(prefers-contrast: more), (forced-colors: active)');
  const coarse = matchMedia('(pointer: coarse)');
  const tell = () => send('preferences', [dark.matches && 'dark', still.matches && 'still',
    contrast.matches && 'contrast', coarse.matches && 'touch',
    /Mac|iPhone|iPad/.test(navigator.platform) && 'mac'].filter(Boolean).join(' '));
  for (const query of [dark, still, contrast, coarse]) query.addEventListener('change', tell);
  tell();

  // SDL learns a new density only from a resize of the window.
  let density = devicePixelRatio;
  let query = null;
  const arm = () => {
    query?.removeEventListener('change', look);
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener('change', look);
  };
  function look() {
    wake();
    if (density === devicePixelRatio) return;
    density = devicePixelRatio;
    arm();
    window.dispatchEvent(new UIEvent('resize'));
  }
  arm();
  new ResizeObserver(look).observe(canvas);
  window.addEventListener('resize', look);
  canvas.addEventListener('webglcontextlost', (event) => { event.preventDefault(); send('context', 'lost'); });
  canvas.addEventListener('webglcontextrestored', () => send('context', 'restored'));
}
