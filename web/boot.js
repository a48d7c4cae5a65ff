// Downloads the program and the fonts with a progress bar that counts bytes, and starts it. Whatever
// fails on the way ends in the reader, which shows the lesson's text, the reason, and a retry button.

import { Engine, compileResponse } from './host/engine.js';
import { createHost } from './host/host.js';

// Others stand in for one that cannot be had.
const FACES = ['text-regular.otf', 'text-strong.otf', 'text-italic.otf', 'text-strong-italic.otf', 'code-regular.ttf',
  'code-strong.ttf'];

const bar = document.getElementById('bar');
const stage = document.getElementById('stage');

/** Counts the bytes of several downloads against the sizes written down when the site was built. */
class Progress {
  constructor() {
    this.total = 0;
    this.done = 0;
  }
  expect(sizes) {
    const files = ['crabglass.wasm', 'crabglass.js', ...FACES.map((name) => `fonts/${name}`)];
    this.total = files.reduce((sum, file) => sum + (sizes[file] ?? 0), 0);
  }
  add(bytes) {
    this.done += bytes;
    const text = (this.done / 1e6).toFixed(1);
    if (this.total > 0) {
      bar.value = Math.min(1, this.done / this.total);
      stage.textContent = `Loading: ${text} of ${(this.total / 1e6).toFixed(1)} MB`;
    } else {
      bar.removeAttribute('value');
      stage.textContent = `Loading: ${text} MB`;
    }
  }
}

async function fetchCounted(url, progress) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: the server answered ${response.status}`);
  const counter = new TransformStream({
    transform(chunk, controller) {
      progress.add(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  const type = response.headers.get('Content-Type') ?? '';
  return new Response(response.body.pipeThrough(counter), { headers: { 'Content-Type': type } });
}

/** The files of the faces by their names; null for one that could not be had. */
async function fetchFaces(progress) {
  const fetchFace = async (name) => {
    try {
      return [name, new Uint8Array(await (await fetchCounted(`fonts/${name}`, progress)).arrayBuffer())];
    } catch (error) {
      return [name, null];
    }
  };
  return Object.fromEntries(await Promise.all(FACES.map(fetchFace)));
}

function loadScript(source) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = source;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${source} could not be downloaded`));
    document.head.append(script);
  });
}

async function sizes() {
  try {
    const response = await fetch('sizes.json');
    return response.ok ? await response.json() : {};
  } catch (error) {
    return {};
  }
}

async function start() {
  const progress = new Progress();
  const known = sizes().then((found) => { progress.expect(found); return found; });
  const [wasm, fonts] = await Promise.all([
    fetchCounted('crabglass.wasm', progress).then(compileResponse),
    fetchFaces(progress),
    loadScript('crabglass.js').then(async () => progress.add((await known)['crabglass.js'] ?? 0)),
  ]);
  if (!Object.values(fonts).some((font) => font)) throw new Error('no font could be downloaded');
  stage.textContent = 'Starting';

  const engine = new Engine('engine.wasm');
  engine.ready().catch(() => {});  // the program asks again, and says what is missing
  const host = createHost({ fonts, engine, fail });
  document.getElementById('canvas').hidden = false;
  document.body.classList.add('running');
  await globalThis.createCrabglass({
    canvas: document.getElementById('canvas'),
    host,
    instantiateWasm(imports, ready) {
      WebAssembly.instantiate(wasm, engine.standIn(imports)).then((instance) => {
        engine.joins(instance.exports);
        ready(instance, wasm);
      }, fail);
      return {};
    },
    print: () => {},
    printErr: (text) => host.note(text),
  });
  await host.firstFrame;
  document.getElementById('page').hidden = true;
}

/** Shows the reader in place of the canvas. */
async function fail(error) {
  globalThis.crabglassReason = String(error?.message ?? error);
  globalThis.crabglassReport = globalThis.crabglass?.report?.() ?? '';
  try {
    await import('./reader.js');
  } catch (second) {
    stage.textContent = `Crabglass could not be loaded: ${globalThis.crabglassReason}. Reload the page to try again.`;
    document.getElementById('page').hidden = false;
    document.body.classList.remove('running');
  }
}

start().catch(fail);
