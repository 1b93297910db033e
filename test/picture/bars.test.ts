import { describe, expect, it } from '@jest/globals';
import { drawBars } from '../../src/picture/bars.ts';

describe('a picture of bars', () => {
  it.each([1, 16])('is a PNG as high as its %i rows need', async (count) => {
    const rows = Array.from({ length: count }, (_, i) => ({ label: `系统 ${i}`, values: [i, 2] }));

    const png = await drawBars({
      title: '巡检',
      series: [
        { label: '支持中', colour: '#2f9e63' },
        { label: '?', colour: '#000' },
      ],
      rows,
    });

    expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1800, 2 * (120 + 34 * count)]);
  });
});
