// What the student did, in localStorage, as one text that the program writes and reads. Saving is
// put off a little and done at once when the page is left; the text is made only then. A text that cannot be read is set aside
// under another key before the first save, so that nothing is ever overwritten unread.

const key = 'crabglass.state';
const asideKey = 'crabglass.state.set-aside';
const delay = 400;

export class Storage {
  constructor(send, read) {
    this.send = send;
    this.read = read;       // the text as it is now; null if the program is not there
    this.isChanged = false;
    this.saved = null;      // as last written or read here
    this.timer = 0;
    this.hasFailed = false;
    window.addEventListener('pagehide', () => this.flush());
    document.addEventListener('visibilitychange', () => { if (document.hidden) this.flush(); });
    // Another tab saved: the program merges what it knows with what is new.
    window.addEventListener('storage', (event) => {
      if (event.key === key && event.newValue !== null && event.newValue !== this.saved) {
        this.saved = event.newValue;
        send('stored-elsewhere', event.newValue);
      }
    });
  }

  load() {
    try {
      this.saved = localStorage.getItem(key);
      return this.saved ?? '';
    } catch (error) {
      this.send('storage-failed', 'reading');
      return '';
    }
  }

  changed() {
    this.isChanged = true;
    this.timer ||= setTimeout(() => this.flush(), delay);
  }

  flush() {
    clearTimeout(this.timer);
    this.timer = 0;
    if (!this.isChanged) return;
    try {
      const text = this.read();
      if (text === null) return;
      if (text !== this.saved) localStorage.setItem(key, text);
      this.saved = text;
      this.isChanged = false;
      if (this.hasFailed) this.send('storage-works');
      this.hasFailed = false;
    } catch (error) {
      if (!this.hasFailed) this.send('storage-failed', error.name === 'QuotaExceededError' ? 'full' : 'writing');
      this.hasFailed = true;
    }
  }

  /** Keeps a stored text that the program could not read; true if it is safe now. */
  setAside() {
    try {
      localStorage.setItem(asideKey, this.saved ?? '');
      return true;
    } catch (error) {
      return false;
    }
  }
}
