// Downloads, files to and from the student's disk, and pictures.

export async function fetchText(url) {
  let response;
  try {
    response = await fetch(url, { cache: 'no-cache' });
  } catch (error) {
    throw new Error('the server cannot be reached');
  }
  if (response.status === 404) throw new Error('there is no such page');
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response.text();
}

/** Decodes a picture to pixels, kept in `host.images` until the program fetches them. */
export async function fetchImage(url, host) {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch (error) {
    throw new Error('the picture could not be loaded');
  }
  const density = Math.min(3, Math.max(1, devicePixelRatio));
  const limit = 2048 / Math.max(image.naturalWidth, image.naturalHeight, 1);
  const scale = Math.min(limit, url.endsWith('.svg') ? density : 1);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  host.images[url] = context.getImageData(0, 0, canvas.width, canvas.height);
  return `${canvas.width} ${canvas.height} ${image.naturalWidth} ${image.naturalHeight}`;
}

export function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** Asks for a file and reads it; an empty text if the student changed their mind. */
export function pickFile() {
  return new Promise((resolve, reject) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.json,application/json';
    input.hidden = true;
    document.body.append(input);
    const finish = (action) => { input.remove(); action(); };
    input.addEventListener('cancel', () => finish(() => resolve('')));
    input.addEventListener('change', () => {
      const file = input.files[0];
      if (!file) return finish(() => resolve(''));
      if (file.size > 20e6) return finish(() => reject(new Error('the file is too large')));
      file.text().then((text) => finish(() => resolve(text)),
                       () => finish(() => reject(new Error('the file could not be read'))));
    });
    input.click();
  });
}
