// Lays the text editor over the place that the program keeps free for it. The editor is downloaded
// when it is first asked for. It lives in a shadow tree, so that its styles pass the page's content
// policy; it moves in the same frame as the canvas, and is clipped as the canvas clips.

import { forwardWheel, takeFocus } from './input.js';

export class EditorOverlay {
  constructor({ send, wake, note, program }) {
    this.send = send;
    this.wake = wake;
    this.note = note;
    this.program = program;
    this.element = document.getElementById('editor');
    this.layout = null;
    this.editor = null;      // once downloaded
    this.loading = null;
    this.text = '';
    this.marks = null;
    this.theme = null;
    this.wantsFocus = false; // kept until the editor is there to be given it
    this.revealLine = 0;
    this.element.addEventListener('wheel', (event) => this.passWheel(event), { passive: false });
  }

  /** Where the editor goes in the coming frame; null hides it. */
  request(layout) {
    this.layout = layout;
    if (!layout) {
      this.wantsFocus = false;
      return;
    }
    this.wantsFocus ||= layout.focus;
    this.revealLine = layout.reveal || this.revealLine;
    if (!this.editor) this.load();
  }

  load() {
    this.loading ??= import('../editor.js').then(({ createEditor }) => {
      const root = this.element.attachShadow({ mode: 'open' });
      this.editor = createEditor(root, {
        text: this.text,
        changed: (text) => { this.text = text; this.send('edited', text); },
        command: (name) => this.send('editor-command', name),
        leave: () => { takeFocus(); this.send('editor-command', 'leave'); },
      });
      if (this.theme) this.editor.setTheme(this.theme);
      if (this.marks) this.editor.setMarks(this.marks);
      this.wake();
    }).catch((error) => {
      this.loading = null;
      this.note(`editor: ${error?.message ?? error}`);
      this.send('editor-failed', error?.message ?? error);
    });
  }

  setText(text) {
    if (text === this.text && this.editor?.text() === text) return;
    this.text = text;
    this.editor?.setText(text);
  }

  setMarks(marks) {
    this.marks = JSON.parse(marks);
    this.editor?.setMarks(this.marks);
  }

  setTheme(theme) {
    this.theme = JSON.parse(theme);
    this.editor?.setTheme(this.theme);
  }

  /** Called after each frame. */
  place() {
    const layout = this.layout;
    const isShown = Boolean(layout && this.editor && layout.clip.width > 0 && layout.clip.height > 0);
    if (!isShown) {
      if (!this.element.hidden) {
        const hadFocus = document.activeElement === this.element;
        this.element.hidden = true;
        if (hadFocus) takeFocus();
      }
      return;
    }
    const { rect, clip } = layout;
    const style = this.element.style;
    style.left = `${rect.x}px`;
    style.top = `${rect.y}px`;
    style.width = `${rect.width}px`;
    style.height = `${rect.height}px`;
    const inset = [clip.y - rect.y, rect.x + rect.width - clip.x - clip.width,
                   rect.y + rect.height - clip.y - clip.height, clip.x - rect.x];
    style.clipPath = inset.some((side) => side > 0.5)
      ? `inset(${inset.map((side) => `${Math.max(0, side)}px`).join(' ')})` : '';
    this.element.hidden = false;
    if (this.wantsFocus) this.editor.focus();
    if (this.revealLine > 0) this.editor.reveal(this.revealLine);
    this.wantsFocus = false;
    this.revealLine = 0;
  }

  /** A wheel that the editor cannot use scrolls what lies under it. */
  passWheel(event) {
    if (event.ctrlKey || !this.editor || this.editor.canScroll(event.deltaX, event.deltaY)) return;
    event.preventDefault();
    const program = this.program();
    if (program) forwardWheel(event, program, this.wake);
  }

  debugText() { return this.editor?.text() ?? null; }
}
