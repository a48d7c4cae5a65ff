// The half of the program that runs Rust. The other half, which draws and reads chapters, does without it,
// so the student reads while it is on its way. It shares the memory, the stack and the table of functions
// of the first half (web/setup/cmake/split_engine.py).

/** A server that does not know .wasm costs the streaming, not the page. */
export async function compileResponse(response) {
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  if ((response.headers.get('Content-Type') ?? '').startsWith('application/wasm'))
    return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

export class Engine {
  constructor(url) {
    this.url = url;
    this.first = null;   // what the first half exports
    this.firstIsThere = new Promise((resolve) => { this.announceFirst = resolve; });
    this.joined = null;  // promise; null when not asked for yet, or after a failure
    this.isThere = false;
  }

  joins(first) {
    this.first = first;
    this.announceFirst();
  }

  /** Once the engine can be called. After a failure the next call tries again. */
  ready() {
    this.joined ??= this.join();
    this.joined.catch(() => { this.joined = null; });
    return this.joined;
  }

  async join() {
    const module = await compileResponse(await fetch(this.url));
    await this.firstIsThere;
    await WebAssembly.instantiate(module, { primary: this.first });
    this.isThere = true;
  }

  /** The imports of the first half, with a function for each of the engine's, by its place in the table. */
  standIn(imports) {
    const call = (place) => (...values) => {
      if (!this.isThere) this.joinNow();
      const table = Object.values(this.first).find((part) => part instanceof WebAssembly.Table);
      return table.get(Number(place))(...values);
    };
    return { ...imports, placeholder: new Proxy({}, { get: (_, place) => call(place) }) };
  }

  // The program waits for the engine before it calls it. Should a way be left where it does not, the page
  // stands still until the engine is there, and goes on.
  joinNow() {
    console.warn('the engine was called before it was there');
    const request = new XMLHttpRequest();
    request.open('GET', this.url, false);
    request.overrideMimeType('text/plain; charset=x-user-defined');
    request.send();
    const bytes = Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0) & 0xff);
    new WebAssembly.Instance(new WebAssembly.Module(bytes), { primary: this.first });
    this.isThere = true;
  }
}
