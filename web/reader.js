// The course as plain text, for when the program cannot run: says why, offers to try again, and
// shows the chapter from its plain HTML (text/), or else from its Markdown.

const page = document.getElementById('page');
const reader = document.getElementById('reader');
const reason = globalThis.crabglassReason ?? '';
const report = globalThis.crabglassReport ?? '';

const create = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

function notice() {
  const retry = create('button', { textContent: 'Try again' });
  retry.addEventListener('click', () => location.reload());
  const box = create('section', { className: 'notice' },
    create('h2', { textContent: 'Programs cannot be run here right now' }),
    create('p', { textContent: reason }),
    create('p', { textContent: 'The text of the lesson is below, and what you did before is kept.' }), retry);
  box.setAttribute('role', 'alert');
  if (report) {
    const copy = create('button', { textContent: 'Copy a report', className: 'plain' });
    copy.addEventListener('click', () => navigator.clipboard?.writeText(`${reason}\n${report}\n${navigator.userAgent}`));
    box.append(copy, create('details', {}, create('summary', { textContent: 'Details' }), create('pre', { textContent: report })));
  }
  return box;
}

async function get(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(String(response.status));
  return response.text();
}

/** "threads/data-races" of "#/threads/data-races/anchor", matched against the chapters there are. */
function chapterOf(chapters) {
  let route = '';
  try { route = decodeURIComponent(location.hash.slice(1)).replace(/^\//, ''); } catch (error) { route = ''; }
  return chapters.find((c) => route === c.id || route.startsWith(`${c.id}/`)) ?? chapters[0];
}

async function contents() {
  let source = 'src';
  try {
    source = /^\s*src\s*=\s*"([^"]*)"/m.exec(await get('lessons/book.toml'))?.[1] ?? 'src';
  } catch (error) { /* the usual place, then */ }
  const folder = source === '.' || source === '' ? 'lessons/' : `lessons/${source}/`;
  const summary = await get(`${folder}SUMMARY.md`);
  const chapters = [...summary.matchAll(/\[([^\]]+)\]\(([^)\s]+)\.md\)/g)]
    .map(([, title, path]) => ({ title: title.replace(/[`*]/g, ''), id: path.replace(/^\.\//, '') }));
  return { folder, chapters };
}

async function chapterBody(folder, chapter) {
  try {
    const parsed = new DOMParser().parseFromString(await get(`text/${chapter.id}.html`), 'text/html');
    const main = parsed.querySelector('main') ?? parsed.body;
    for (const element of main.querySelectorAll('script, style, link')) element.remove();
    for (const link of main.querySelectorAll('a[href$=".html"]'))
      link.setAttribute('href', new URL(link.getAttribute('href'), new URL(`text/${chapter.id}.html`, location.href)).href);
    return [...main.childNodes];
  } catch (error) {
    return [...renderMarkdown(await get(`${folder}${chapter.id}.md`)).childNodes];
  }
}

// Enough Markdown to be read: headings, paragraphs, lists, quotes, fences, and inline marks.
function renderMarkdown(text) {
  const body = create('div');
  const lines = text.replace(/<!--[\s\S]*?-->/g, '').split('\n');
  let paragraph = [];
  const flush = () => {
    if (paragraph.length) body.append(inline(create('p'), paragraph.join(' ')));
    paragraph = [];
  };
  for (let i = 0; i < lines.length; ++i) {
    const line = lines[i];
    const fence = /^\s*(```+|~~~+)/.exec(line);
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    const item = /^\s*(?:[-*+]|\d+[.)])\s+(.*)$/.exec(line);
    if (fence) {
      flush();
      const code = [];
      while (++i < lines.length && !lines[i].trim().startsWith(fence[1])) code.push(lines[i]);
      const shown = code.filter((l) => !/^\s*# /.test(l)).map((l) => l.replace(/\s*\/\/~.*$/, ''));
      body.append(create('pre', {}, create('code', { textContent: shown.join('\n') })));
    } else if (heading) {
      flush();
      body.append(inline(create(`h${heading[1].length}`), heading[2]));
    } else if (item) {
      flush();
      const ordered = /^\s*\d/.test(line);
      if (body.lastChild?.tagName !== (ordered ? 'OL' : 'UL')) body.append(create(ordered ? 'ol' : 'ul'));
      body.lastChild.append(inline(create('li'), item[1]));
    } else if (/^\s*>/.test(line)) {
      flush();
      const quoted = line.replace(/^\s*>\s?/, '').replace(/^\[!(\w+)\]/, '$1');
      if (body.lastChild?.tagName !== 'BLOCKQUOTE') body.append(create('blockquote'));
      body.lastChild.append(inline(create('p'), quoted));
    } else if (/^\s*\{\{#quiz/.test(line)) {
      flush();
      body.append(create('p', {}, create('em', { textContent: 'Here stand questions, which need the full page.' })));
    } else if (line.trim() === '') {
      flush();
    } else if (/^\s{2,}\S/.test(line) && /^[OU]L$/.test(body.lastChild?.tagName ?? '') && !paragraph.length) {
      inline(body.lastChild.lastChild, ` ${line.trim()}`);
    } else {
      paragraph.push(line.trim());
    }
  }
  flush();
  return body;
}

function inline(parent, text) {
  const pattern = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\(([^)\s]+)\)/g;
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    parent.append(text.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[1]) parent.append(create('code', { textContent: match[1] }));
    else if (match[2]) parent.append(create('strong', { textContent: match[2] }));
    else if (match[3]) parent.append(create('em', { textContent: match[3] }));
    else parent.append(/^https?:/.test(match[5]) ? create('a', { href: match[5], textContent: match[4] })
                                                 : document.createTextNode(match[4]));
  }
  parent.append(text.slice(at));
  return parent;
}

async function show() {
  document.body.classList.remove('running');
  for (const id of ['canvas', 'loading', 'editor']) document.getElementById(id).hidden = true;
  page.hidden = false;
  reader.hidden = false;
  reader.replaceChildren(notice());
  try {
    const { folder, chapters } = await contents();
    const chapter = chapterOf(chapters);
    const list = create('ol');
    for (const { id, title } of chapters) {
      const link = create('a', { href: `#/${id}`, textContent: title });
      if (id === chapter.id) link.setAttribute('aria-current', 'page');
      list.append(create('li', {}, link));
    }
    reader.append(...await chapterBody(folder, chapter),
                  create('nav', {}, create('h2', { textContent: 'The course' }), list));
  } catch (error) {
    reader.append(create('p', { textContent: 'The text of the lesson could not be downloaded either. Once the network is back, try again.' }));
  }
}

window.addEventListener('hashchange', show);
show();
