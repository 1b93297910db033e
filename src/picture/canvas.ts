/** Families that have Chinese characters, as Linux, macOS and Windows bring them or people install them. */
const chinese =
  /^(Noto (Sans|Serif) (CJK|SC)|Source Han (Sans|Serif)|WenQuanYi|Sarasa|LXGW|PingFang|Hiragino Sans GB|Heiti SC|Microsoft YaHei|SimHei|SimSun|Droid Sans Fallback)/;

/** The canvas is a native library and knows every font of the machine: it is loaded when there is something to draw. */
export function canvas() {
  return import('@napi-rs/canvas');
}

/** The font to write Chinese with; undefined when this machine has none, and pictures have to be in English. */
export async function chineseFont(): Promise<string | undefined> {
  const { GlobalFonts } = await canvas();
  const families = GlobalFonts.families.map(({ family }) => family).filter((family) => chinese.test(family));
  return families.find((family) => family.includes('Sans')) ?? families[0];
}
