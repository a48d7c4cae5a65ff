// Where the page is, as the part of the address after `#`. `#/chapter/anchor` is read by the
// program; `#/try=z.…` carries a program in the link: compressed with deflate (z) or plain (p), in
// base64url.

export const currentRoute = () => decodeSafely(location.hash.replace(/^#/, ''));

function decodeSafely(text) {
  try { return decodeURIComponent(text); } catch (error) { return text; }
}

/** The message's fields for a route; a `try` route is decoded in the background and answered later. */
export function openRoute(route, answerTry) {
  if (route.startsWith('/try=')) {
    answerTry(decodeTry(route.slice('/try='.length)));
    return ['/try', JSON.stringify(history.state ?? {})];
  }
  return [route, JSON.stringify(history.state ?? {})];
}

/** Pushes an entry, or changes the current one, without loading anything. */
export function setRoute(route, state, isReplacing) {
  const url = '#' + encodeURI(route).replace(/#/g, '%23');
  const entry = state ? JSON.parse(state) : null;
  if (isReplacing) history.replaceState(entry, '', url);
  else history.pushState(entry, '', url);
}

const canDeflate = () => typeof CompressionStream === 'function';

export async function encodeTry(text) {
  const bytes = new TextEncoder().encode(text);
  if (!canDeflate()) return '#/try=p.' + toBase64Url(bytes);
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
    return '#/try=z.' + toBase64Url(new Uint8Array(await new Response(stream).arrayBuffer()));
  } catch (error) {  // an older browser, which has the class but not this format
    return '#/try=p.' + toBase64Url(bytes);
  }
}

const longestProgram = 1 << 20;

export async function decodeTry(text) {
  const bytes = fromBase64Url(text.slice(2));
  if (text.startsWith('p.')) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  if (!text.startsWith('z.')) throw new Error('this link was not made by Crabglass');
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let result = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return result + decoder.decode();
    result += decoder.decode(value, { stream: true });
    if (result.length > longestProgram) throw new Error('the program in this link is too long');
  }
}

function toBase64Url(bytes) {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function fromBase64Url(text) {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
