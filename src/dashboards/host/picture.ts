import { domToBlob } from 'modern-screenshot';

/** What tells one face of a family from the others. */
const face = (family: string, style: string, range: string) =>
  [family.replaceAll(/["']/g, ''), style || 'normal', range].join().replaceAll(' ', '').toUpperCase();

async function asData(address: string): Promise<string> {
  const file = await (await fetch(address)).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** The faces that the page has drawn with, their files written into them: a picture fetches nothing. */
async function facesInside(): Promise<string> {
  const drawn = new Set(
    [...document.fonts]
      .filter(({ status }) => status === 'loaded')
      .map(({ family, style, unicodeRange }) => face(family, style, unicodeRange)),
  );
  const rules = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule),
  );
  const texts = rules.map(async (rule) => {
    const said = (name: string) => rule.style.getPropertyValue(name);
    const [whole, , address] = /url\((["']?)(.+?)\1\)/.exec(rule.cssText) ?? [];
    if (
      !whole ||
      !address ||
      !drawn.has(face(said('font-family'), said('font-style'), said('unicode-range')))
    )
      return '';
    const from = rule.parentStyleSheet?.href ?? document.baseURI;
    return rule.cssText.replace(whole, `url("${await asData(new URL(address, from).href)}")`);
  });
  return (await Promise.all(texts)).join('\n');
}

/** An element as a PNG, twice as sharp as on the screen, without the buttons that stand in it. */
export const widgetPicture = async (element: HTMLElement): Promise<Blob> =>
  domToBlob(element, {
    type: 'image/png',
    scale: 2,
    backgroundColor: getComputedStyle(element).getPropertyValue('--ant-color-bg-container'),
    // Left to itself it sets a page's base, which the content security policy forbids.
    font: { cssText: await facesInside() },
    filter: (node) => !(node instanceof HTMLElement && node.matches('.at-widget-menu, .at-widget-button')),
  });
