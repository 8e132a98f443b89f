"""Questions that a test asks a page, in the page's own language."""

from __future__ import annotations

OPEN_ALL = "() => document.querySelectorAll('details').forEach(fold => { fold.open = true })"

# What runs, or would fetch something: scripts, handlers, frames, and addresses outside the page.
RUNNING = """() => [...document.querySelectorAll('*')].flatMap(element => {
  const name = element.tagName.toLowerCase(), found = [];
  if (['script', 'iframe', 'object', 'embed', 'link', 'base', 'form', 'video', 'audio'].includes(name)) found.push(name);
  for (const { name: key, value } of element.attributes) {
    if (key.startsWith('on')) found.push(`${name} ${key}`);
    const address = ['src', 'srcset', 'href', 'xlink:href', 'action', 'data', 'poster', 'ping'].includes(key);
    if (address && !value.startsWith('#') && !value.startsWith('data:image/png;')) found.push(`${name} ${key}=${value}`);
  }
  return found;
})"""

# Anchors that lead nowhere, or to a place of which there are two.
LOST = """() => {
  const count = {};
  for (const { id } of document.querySelectorAll('[id]')) count[id] = (count[id] || 0) + 1;
  const targets = new Set([...document.querySelectorAll('a')].map(link => decodeURIComponent(link.hash.slice(1))));
  return { nowhere: [...targets].filter(id => !count[id]), twice: Object.keys(count).filter(id => count[id] > 1) };
}"""

TARGETS = """selector => [...new Set([...document.querySelectorAll(selector)].map(link => link.hash))]"""

# Follows a link, and says why its target cannot be seen: it is hidden, out of view, or something lies on it.
FOLLOW = """hash => new Promise(done => {
  location.hash = hash;
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const target = document.getElementById(decodeURIComponent(hash.slice(1))), box = target.getClientRects()[0];
    if (!target.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true, opacityProperty: true }) || !box)
      return done('hidden');
    const x = Math.min(box.left + 2, innerWidth - 2), y = box.top + Math.min(box.height / 2, 8);
    if (y < 0 || y > innerHeight || x < 0) return done('out of view');
    const top = document.elementFromPoint(x, y);
    done(target.contains(top) || top.contains(target) ? '' : `under ${top.outerHTML.slice(0, 80)}`);
  }));
})"""

# Texts that reach over the window's right or left edge and cannot be scrolled to within a box of their own.
OVERFLOWING = """() => {
  const wide = document.documentElement.clientWidth, found = [];
  if (document.documentElement.scrollWidth > wide) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
  while (texts.nextNode()) {
    const text = texts.currentNode, parent = text.parentElement;
    if (!text.data.trim() || parent.closest('.skip, svg') || !parent.checkVisibility()) continue;
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect(), scroll = parent.closest('.scroll');
    const [left, right] = scroll && getComputedStyle(scroll).overflowX === 'auto'
      ? [scroll.getBoundingClientRect().left - scroll.scrollLeft, scroll.getBoundingClientRect().left + scroll.scrollWidth]
      : [0, wide];
    if (box.width && (box.right > right + 1 || box.left < left - 1)) found.push(`${parent.tagName}: ${text.data.slice(0, 60)}`);
  }
  return found;
}"""

# Table cells whose text reaches into the next cell.
COLLIDING = """() => [...document.querySelectorAll('th, td')].filter(cell =>
  cell.checkVisibility() && cell.scrollWidth > cell.clientWidth + 1).map(cell => cell.textContent.slice(0, 60))"""

# Words in charts that the edge of the drawing cuts.
CUT = """() => [...document.querySelectorAll('figure svg')].filter(svg => svg.checkVisibility()).flatMap(svg => {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].filter(text => {
    const box = text.getBoundingClientRect();
    return box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
  }).map(text => `${text.closest('figure').id}: ${text.textContent}`);
})"""

# The least contrast of each pair of text and ground colors: a pair a line, with the words that have it.
CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const read = color => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a)];
  const light = color => color.slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (one, two) => (Math.max(light(one), light(two)) + 0.05) / (Math.min(light(one), light(two)) + 0.05);
  const paper = read(getComputedStyle(document.body).backgroundColor), pairs = {};
  const ground = element => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.unshift(read(getComputedStyle(at).backgroundColor));
    return layers.reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const filled = (text, shapes) => {
    const box = text.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2;
    const under = shapes.filter(({ box: b, shape }) => b.left <= x && b.right >= x && b.top <= y && b.bottom >= y &&
      shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING);
    return under.reduce((below, { color }) => over(color, below), paper);
  };
  const note = (front, back, text) => {
    const key = `${front.map(Math.round)} on ${back.map(Math.round)}`;
    pairs[key] ??= { ratio: ratio(front, back), text: text.slice(0, 40) };
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || parent.closest('svg') || !parent.checkVisibility()) continue;
    const back = ground(parent);
    note(over(read(getComputedStyle(parent).color), back), back, texts.currentNode.data);
  }
  for (const svg of document.querySelectorAll('figure svg')) {
    if (!svg.checkVisibility()) continue;
    const shapes = [...svg.querySelectorAll('path, rect, use')].filter(shape => !shape.closest('defs')).map(shape => {
      const style = getComputedStyle(shape), color = style.fill === 'none' ? [0, 0, 0, 0] : read(style.fill);
      const alpha = color[3] * style.fillOpacity * style.opacity;
      return { shape, color: [...color.slice(0, 3), alpha], box: shape.getBoundingClientRect() };
    }).filter(({ color }) => color[3] > 0.02);
    for (const text of svg.querySelectorAll('text')) {
      const back = filled(text, shapes);
      note(over(read(getComputedStyle(text).fill), back), back, `${svg.closest('figure').id}: ${text.textContent}`);
    }
  }
  return pairs;
}"""

# Where the keys are, and whether it can be seen.
FOCUSED = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect(), style = getComputedStyle(here);
  const all = [...document.querySelectorAll('*')];
  return { place: all.indexOf(here), tag: here.tagName, text: here.textContent.slice(0, 40), hash: here.hash || '',
    drawn: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 1,
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth };
}"""

# Folded blocks whose content a printed page would lack.
FOLDED = """() => [...document.querySelectorAll('details')].filter(fold =>
  ![...fold.children].slice(1).every(child => child.getBoundingClientRect().height > 0)
).map(fold => fold.textContent.slice(0, 60))"""
