// The system's clipboard, both ways. Copying from the program writes to it; a `paste` event's text is
// typed into the program; `copy` and `cut` press Ctrl+C and Ctrl+X.

export class Clipboard {
  constructor(send) {
    this.send = send;
    this.text = '';
    this.isBusy = false;        // our own copy command is running
    this.isCollecting = false;  // a copy event waits for what the program copies
    this.collected = null;
  }

  async write(text) {
    this.text = text;
    if (this.isCollecting) {
      this.collected = text;
      return;
    }
    try {
      await navigator.clipboard.writeText(text);
    } catch (error) {
      if (!this.writeByCommand(text)) this.offer(text);
    }
  }

  writeByCommand(text) {
    const agent = document.getElementById('agent');
    const helper = document.createElement('textarea');
    helper.value = text;
    helper.style.cssText = 'position:fixed;left:0;top:0;opacity:0';
    document.body.append(helper);
    helper.select();
    let done = false;
    this.isBusy = true;
    try { done = document.execCommand('copy'); } catch (error) { done = false; }
    this.isBusy = false;
    helper.remove();
    agent.focus({ preventScroll: true });
    return done;
  }

  /** When the browser refuses, the student copies by hand. */
  offer(text) {
    const dialog = document.createElement('dialog');
    const label = document.createElement('p');
    label.textContent = 'The browser did not let the page copy this. Select it and copy it here:';
    const area = document.createElement('textarea');
    area.readOnly = true;
    area.value = text;
    const close = document.createElement('button');
    close.textContent = 'Close';
    close.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => dialog.remove());
    dialog.append(label, area, close);
    document.body.append(dialog);
    dialog.showModal();
    area.select();
  }
}
