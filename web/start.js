// The first script, in the JavaScript of 2009 so that any browser can read it. It looks for what
// Crabglass needs, then loads boot.js, or else reader.js, which shows the lesson's text and says why.
(function () {
  'use strict';

  function missing() {
    if (typeof WebAssembly !== 'object') return 'This browser has no WebAssembly.';
    if (typeof BigInt !== 'function' || typeof Promise !== 'function' || !window.TextDecoder ||
        !('noModule' in document.createElement('script')))
      return 'This browser is too old. Any browser of the last three years will do.';
    if (location.protocol === 'file:')
      return 'The page was opened as a file. Run "python3 serve.py" in its folder, and open the address that it prints.';
    // The program asks the same canvas again and gets this context.
    var context = null;
    try {
      context = document.getElementById('canvas').getContext('webgl2',
          { alpha: false, antialias: false, depth: false, stencil: false });
    } catch (error) { context = null; }
    if (!context) return 'This browser offers no WebGL 2, which draws the page. It may be switched off, or the graphics driver may be blocked.';
    return '';
  }

  function plain(reason) {
    var page = document.getElementById('page');
    page.innerHTML = '<div class="notice"><h2>Crabglass cannot start</h2><p></p><p>The course can be <a href="text/index.html">read as plain text</a>.</p></div>';
    page.getElementsByTagName('p')[0].appendChild(document.createTextNode(reason));
  }

  function load(source, failed) {
    var script = document.createElement('script');
    script.type = 'module';
    script.src = source;
    script.onerror = failed;
    document.head.appendChild(script);
  }

  function read(reason) {
    window.crabglassReason = reason;
    if ('noModule' in document.createElement('script') && location.protocol !== 'file:')
      load('reader.js', function () { plain(reason); });
    else plain(reason);
  }

  var reason = missing();
  if (reason) read(reason);
  else load('boot.js', function () { read('A part of the page could not be downloaded (boot.js).'); });
})();
