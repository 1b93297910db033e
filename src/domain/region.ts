/** Hong Kong has a `cn-` id and the rules of the regions abroad. */
export function inMainland(region: string): boolean {
  return region.startsWith('cn-') && region !== 'cn-hongkong';
}
