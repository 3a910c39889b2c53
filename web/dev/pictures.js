/** Drawn photos: a sky, some hills, and simple faces where the library says there are faces. */
import { numbers } from './library.js';

function head(look, x, y, w, h) {
  const middle = x + w / 2;
  const eye = y + h * 0.45;
  return `<g>
    <path d="M${middle - w * 0.95} ${y + h * 2.4} Q${middle} ${y + h * 0.7} ${middle + w * 0.95} ${y + h * 2.4}Z" fill="${look.hair}" opacity=".75"/>
    <ellipse cx="${middle}" cy="${y + h * 0.42}" rx="${w * 0.56}" ry="${h * 0.56}" fill="${look.hair}"/>
    <ellipse cx="${middle}" cy="${y + h * 0.53}" rx="${w * 0.45}" ry="${h * 0.47}" fill="${look.skin}"/>
    <circle cx="${middle - w * 0.18}" cy="${eye}" r="${w * 0.05}" fill="#222"/>
    <circle cx="${middle + w * 0.18}" cy="${eye}" r="${w * 0.05}" fill="#222"/>
    <path d="M${middle - w * 0.16} ${y + h * 0.74} Q${middle} ${y + h * 0.84} ${middle + w * 0.16} ${y + h * 0.74}" stroke="#722" stroke-width="${w * 0.04}" fill="none"/>
  </g>`;
}

function scene(library, photo) {
  const next = numbers(photo.seed);
  const hue = Math.floor(next() * 360);
  const light = 58 + next() * 24;
  const { width, height } = photo;
  const hills = [0, 1, 2].map((layer) => {
    const base = height * (0.5 + layer * 0.15);
    const rise = () => base - height * 0.2 * next();
    return `<path d="M0 ${height}V${rise()}C${width * 0.3} ${rise()} ${width * 0.6} ${rise()} ${width} ${rise()}V${height}Z" fill="hsl(${(hue + 90 + layer * 14) % 360} 32% ${44 - layer * 11}%)"/>`;
  });
  const heads = photo.faceList
    .map((id) => library.faces.get(id))
    .filter((face) => face?.look !== undefined)
    .map(({ look, box }) =>
      head(library.looks[look], box[0] * width, box[1] * height, box[2] * width, box[3] * height),
    );
  return `<defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="hsl(${hue} 55% ${light - 18}%)"/><stop offset="1" stop-color="hsl(${(hue + 40) % 360} 65% ${light + 12}%)"/>
    </linearGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#s)"/>
    <circle cx="${width * next()}" cy="${height * 0.3 * next()}" r="${height * 0.09}" fill="#fff8" />
    ${hills.join('')}${heads.join('')}`;
}

const svg = (view, width, height, inside) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view}" width="${Math.round(width)}" height="${Math.round(height)}">${inside}</svg>`;

/** The whole photo, `long` pixels on its longer side. */
export function picture(library, photo, long) {
  const scale = long / Math.max(photo.width, photo.height);
  return svg(
    `0 0 ${photo.width} ${photo.height}`,
    photo.width * scale,
    photo.height * scale,
    scene(library, photo),
  );
}

/** One face, 160 pixels square. */
export function crop(library, face) {
  const photo = library.byPhoto.get(face.photo);
  const [x, y, w, h] = face.box;
  const side = Math.max(w * photo.width, h * photo.height) * 1.15;
  const left = (x + w / 2) * photo.width - side / 2;
  const top = (y + h / 2) * photo.height - side / 2;
  return svg(`${left} ${top} ${side} ${side}`, 160, 160, scene(library, photo));
}
