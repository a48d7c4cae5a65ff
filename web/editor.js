// The program editor: CodeMirror with the Rust grammar for indenting, in a shadow tree. It knows nothing
// of the course: text in, text out; colours, marks and diagnostics as given. Undo is the page's, so that it also
// covers what happens outside the editor (reset, another tab).

import { EditorState, StateEffect, StateField, Compartment } from '@codemirror/state';
import { EditorView, Decoration, GutterMarker, gutter, keymap, lineNumbers, drawSelection,
         highlightActiveLine, highlightSpecialChars } from '@codemirror/view';
import { defaultKeymap, indentLess, indentMore } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { setDiagnostics, lintKeymap } from '@codemirror/lint';
import { rust } from '@codemirror/lang-rust';

/** Byte offsets of a UTF-8 text to the offsets that the editor counts in. */
function unitsFromBytes(text, offsets) {
  const wanted = [...new Set(offsets)].sort((a, b) => a - b);
  const found = new Map();
  let bytes = 0, units = 0, next = 0;
  for (const letter of text) {
    while (next < wanted.length && wanted[next] <= bytes) found.set(wanted[next++], units);
    const code = letter.codePointAt(0);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    units += letter.length;
  }
  while (next < wanted.length) found.set(wanted[next++], units);
  return found;
}

// Which threads stand where, and where the run stopped.
const setLineMarks = StateEffect.define();

class ThreadMarker extends GutterMarker {
  constructor(threads) { super(); this.threads = threads; }
  eq(other) { return JSON.stringify(other.threads) === JSON.stringify(this.threads); }
  toDOM() {
    const element = document.createElement('span');
    for (const { color, name } of this.threads) {
      const dot = element.appendChild(document.createElement('span'));
      dot.className = 'cg-thread';
      dot.style.backgroundColor = color;
      dot.title = `${name} moves here next`;
    }
    return element;
  }
}

const lineMarks = StateField.define({
  create: () => ({ decorations: Decoration.none, threads: new Map() }),
  update(value, transaction) {
    let { decorations, threads } = value;
    if (transaction.docChanged) {
      decorations = decorations.map(transaction.changes);
      threads = new Map();
    }
    for (const effect of transaction.effects)
      if (effect.is(setLineMarks)) ({ decorations, threads } = layMarks(transaction.state, effect.value));
    return { decorations, threads };
  },
  provide: (field) => EditorView.decorations.from(field, (value) => value.decorations),
});

function layMarks(state, { lines, stops }) {
  const threads = new Map();
  const ranges = [];
  for (const mark of lines ?? []) {
    if (mark.line < 1 || mark.line > state.doc.lines) continue;
    if (!threads.has(mark.line)) {
      threads.set(mark.line, []);
      ranges.push(Decoration.line({ class: 'cg-current' }).range(state.doc.line(mark.line).from));
    }
    threads.get(mark.line).push(mark);
  }
  for (const line of stops ?? [])
    if (line >= 1 && line <= state.doc.lines)
      ranges.push(Decoration.line({ class: 'cg-stop' }).range(state.doc.line(line).from));
  return { decorations: Decoration.set(ranges, true), threads };
}

// What each piece of the text looks like, as where it is read.
const setPieces = StateEffect.define();

const pieceMarks = StateField.define({
  create: () => Decoration.none,
  update(value, transaction) {
    let decorations = value.map(transaction.changes);
    for (const effect of transaction.effects) if (effect.is(setPieces)) decorations = effect.value;
    return decorations;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const looks = new Map();
function pieceDecorations(pieces, offsets, end) {
  const ranges = [];
  for (let i = 0; i < pieces.length; i += 3) {
    const name = pieces[i + 2];
    if (!looks.has(name)) looks.set(name, Decoration.mark({ class: `cg-${name}`, inclusiveEnd: true }));
    const from = Math.min(offsets.get(pieces[i]), end), to = Math.min(offsets.get(pieces[i + 1]), end);
    if (from < to) ranges.push(looks.get(name).range(from, to));
  }
  return Decoration.set(ranges);
}

const threadGutter = gutter({
  class: 'cg-threads',
  lineMarker(view, block) {
    const line = view.state.doc.lineAt(block.from).number;
    const threads = view.state.field(lineMarks).threads.get(line);
    return threads ? new ThreadMarker(threads) : null;
  },
  lineMarkerChange: (update) => update.transactions.some((t) => t.docChanged || t.effects.some((e) => e.is(setLineMarks))),
});

// Of the gutter with the threads' dots; with the lines' numbers it is as wide as where the program is read.
const threadsWidth = 14;

function look(theme) {
  const c = theme.colors;
  const rules = EditorView.theme({
    '&': { height: '100%', color: c.ink, backgroundColor: c.background, fontSize: `${theme.fontSize}px` },
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': { fontFamily: theme.fontFamily, lineHeight: `${theme.lineHeight}px`, overflow: 'auto',
                      overscrollBehavior: 'contain' },
    '.cm-content': { caretColor: c.accent, padding: '10px 0' },
    '.cm-line': { padding: '0 2px 0 0' },
    '.cm-cursor, .cm-dropCursor': { borderLeftColor: c.accent, borderLeftWidth: '2px' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
      { background: c.selection },
    '.cm-gutters': { backgroundColor: c.background, color: c.faint, border: 'none' },
    '.cm-lineNumbers .cm-gutterElement': { padding: '0 16px 0 0', minWidth: `${theme.gutter - threadsWidth}px`,
                                           boxSizing: 'border-box' },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: c.line },
    '.cm-line.cg-current': { backgroundColor: c.current },
    '.cm-line.cg-stop': { backgroundColor: c.stop },
    '.cg-threads': { width: `${threadsWidth}px` },
    '.cg-threads .cm-gutterElement': { whiteSpace: 'nowrap' },
    '.cg-thread': { display: 'inline-block', width: '6px', height: '6px', borderRadius: '3px', marginLeft: '1px' },
    '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'transparent', outline: `1px solid ${c.faint}` },
    '.cm-tooltip': { backgroundColor: c.panel, color: c.ink, border: `1px solid ${c.border}`, borderRadius: '8px',
                     fontFamily: theme.textFamily, fontSize: '14px', maxWidth: '440px', overflow: 'hidden' },
    '.cm-diagnostic': { padding: '8px 12px', lineHeight: '1.45', borderLeftWidth: '4px', whiteSpace: 'pre-wrap' },
    '.cm-diagnostic-error': { borderLeftColor: c.error },
    '.cm-diagnostic-warning': { borderLeftColor: c.warning },
    '.cm-diagnostic-info': { borderLeftColor: c.note },
    '.cm-lintRange-error, .cm-lintRange-warning, .cm-lintRange-info':
      { backgroundImage: 'none', textDecorationLine: 'underline', textDecorationStyle: 'wavy', textDecorationThickness: '1.5px',
        textUnderlineOffset: '3px', textDecorationSkipInk: 'none', paddingBottom: '0' },
    '.cm-lintRange-error': { textDecorationColor: c.error },
    '.cm-lintRange-warning': { textDecorationColor: c.warning },
    '.cm-lintRange-info': { textDecorationColor: c.note },
    '.cm-panels': { backgroundColor: c.panel, color: c.ink },
    ...Object.fromEntries(Object.entries(theme.code).map(([name, color]) =>
      [`.cg-${name}`, { color, fontWeight: name === 'keyword' || name === 'unsafe' ? 'bold' : 'normal' }])),
  }, { dark: theme.isDark });
  return rules;
}

const levels = { error: 'error', warning: 'warning', note: 'info', help: 'info' };

export function createEditor(root, { text, changed, command, leave }) {
  const lookSlot = new Compartment();
  const parent = document.createElement('div');
  parent.style.height = '100%';
  root.append(parent);
  let isSetting = false;
  let pendingMarks = null;

  const tell = (name) => () => { command(name); return true; };
  const ownKeys = keymap.of([
    { key: 'Mod-Enter', run: tell('run') },
    { key: 'Mod-z', run: tell('undo'), preventDefault: true },
    { key: 'Mod-y', run: tell('redo'), preventDefault: true },
    { key: 'Mod-Shift-z', run: tell('redo'), preventDefault: true },
    { key: 'Tab', run: indent },
    { key: 'Shift-Tab', run: indentLess },
    // Back to reading, where Tab goes on: the keyboard is never trapped.
    { key: 'Escape', run: back },
    { key: 'F2', run: back },
  ]);
  function back() {
    leave();
    return true;
  }
  function indent(view) {
    if (view.state.selection.ranges.some((range) => !range.empty)) return indentMore(view);
    view.dispatch(view.state.replaceSelection('    '), { userEvent: 'input', scrollIntoView: true });
    return true;
  }

  const freshState = (doc) => EditorState.create({
    doc,
    extensions: [
      ownKeys, keymap.of([...lintKeymap, ...defaultKeymap]),
      threadGutter, lineMarks, pieceMarks, lineNumbers(), highlightSpecialChars(), drawSelection(), highlightActiveLine(),
      indentOnInput(), indentUnit.of('    '), EditorState.tabSize.of(4), bracketMatching(), rust(),
      EditorView.contentAttributes.of({ 'aria-label': 'Program', autocapitalize: 'off', autocorrect: 'off', spellcheck: 'false' }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !isSetting) changed(update.state.doc.toString());
      }),
      lookSlot.of([]),
    ],
  });

  const view = new EditorView({ state: freshState(text), root, parent });

  function layNow() {
    if (!pendingMarks) return;
    const marks = pendingMarks;
    const doc = view.state.doc.toString();
    const pieces = marks.pieces ?? [];
    const offsets = unitsFromBytes(doc, [...(marks.squiggles ?? []).flatMap((s) => [s.begin, s.end]),
                                         ...pieces.filter((each) => typeof each === 'number')]);
    const end = view.state.doc.length;
    const diagnostics = (marks.squiggles ?? []).map((squiggle) => {
      let from = Math.min(offsets.get(squiggle.begin), end);
      let to = Math.min(Math.max(offsets.get(squiggle.end), from), end);
      if (from === to) { if (to < end) ++to; else if (from > 0) --from; }
      return { from, to, severity: levels[squiggle.level] ?? 'error', message: squiggle.message, source: squiggle.code };
    });
    view.dispatch({ effects: [setLineMarks.of(marks), setPieces.of(pieceDecorations(pieces, offsets, end))] });
    view.dispatch(setDiagnostics(view.state, diagnostics));
  }

  return {
    text: () => view.state.doc.toString(),
    /** Replaces what differs, so that the caret and the scroll stay where they can. */
    setText(next) {
      const now = view.state.doc.toString();
      if (now === next) return;
      let begin = 0, end = 0;
      const shorter = Math.min(now.length, next.length);
      while (begin < shorter && now[begin] === next[begin]) ++begin;
      while (end < shorter - begin && now[now.length - 1 - end] === next[next.length - 1 - end]) ++end;
      const isOther = begin + end < Math.max(now.length, next.length) / 4;
      isSetting = true;
      view.dispatch({
        changes: { from: begin, to: now.length - end, insert: next.slice(begin, next.length - end) },
        selection: { anchor: isOther ? 0 : next.length - end },
        scrollIntoView: true,
      });
      isSetting = false;
    },
    setMarks(marks) { pendingMarks = marks; layNow(); },
    setTheme(theme) { view.dispatch({ effects: lookSlot.reconfigure(look(theme)) }); },
    focus() { view.focus(); },
    reveal(line) {
      if (line < 1 || line > view.state.doc.lines) return;
      view.dispatch({ effects: EditorView.scrollIntoView(view.state.doc.line(line).from, { y: 'nearest', yMargin: 40 }) });
    },
    canScroll(dx, dy) {
      const scroller = view.scrollDOM;
      if (Math.abs(dx) > Math.abs(dy))
        return dx < 0 ? scroller.scrollLeft > 0 : scroller.scrollLeft + scroller.clientWidth < scroller.scrollWidth - 1;
      return dy < 0 ? scroller.scrollTop > 0 : scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 1;
    },
  };
}
