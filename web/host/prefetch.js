// Downloads the files of the first chapter while the program itself is still on its way: it begins
// as soon as this file is there. It only guesses what the program will ask for; a wrong guess costs
// a download and nothing else.

import { fetchText } from './files.js';
import { currentRoute } from './routes.js';

const early = new Map();   // url -> { promise of its text, the text once it is here }, until it is taken

const get = (url) => {
  if (!early.has(url)) {
    const download = { promise: fetchText(url), text: null };
    download.promise.then((text) => { download.text = text; }, () => {});  // whoever takes it hears of the failure
    early.set(url, download);
  }
  return early.get(url).promise;
};

/** The text of a file if it was downloaded early and is all here; null otherwise. */
export function takeTextAtHand(url) {
  const text = early.get(url)?.text ?? null;
  if (text !== null) early.delete(url);
  return text;
}

/** The text of a file of the course, from the early downloads if it is among them. */
export function takeText(url) {
  const download = early.get(url);
  early.delete(url);
  return download?.promise ?? fetchText(url);
}

/** Where the student was, if the address names no place. */
function storedRoute() {
  if (currentRoute().length > 1) return '';
  try {
    return JSON.parse(localStorage.getItem('crabglass.state') ?? '{}').route ?? '';
  } catch (error) {
    return '';
  }
}

/** The route of the address: "/threads/data-races/the-lost-update". */
async function prefetch(folder, route) {
  try {
    const source = /^\s*src\s*=\s*"([^"]*)"/m.exec(await get(`${folder}book.toml`))?.[1] ?? 'src';
    const root = source === '.' || source === '' ? folder : `${folder}${source}/`;
    const summary = await get(`${root}SUMMARY.md`);
    const chapters = [...summary.matchAll(/\]\(([^)\s]+)\.md\)/g)].map(([, path]) => path.replace(/^\.\//, ''));
    const wanted = route.replace(/^\//, '');
    const chapter = chapters.find((id) => wanted === id || wanted.startsWith(`${id}/`)) ?? chapters[0];
    if (!chapter) return;
    const text = await get(`${root}${chapter}.md`);
    for (const [, path] of text.matchAll(/^\{\{#quiz\s+([^}\s]+)\s*\}\}/gm)) {
      const url = new URL(path, new URL(`${root}${chapter}.md`, document.baseURI)).href;
      const base = new URL('.', document.baseURI).href;
      if (url.startsWith(base)) get(url.slice(base.length));
    }
  } catch (error) { /* the program will ask again, and say what is missing */ }
}

prefetch('lessons/', storedRoute() || currentRoute());
