import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import { canvas, chineseFont } from './canvas.ts';

/** One bar for each row, made of a piece for each series. Words are as they are to be read. */
export type Bars = {
  title: string;
  series: { label: string; colour: string }[];
  rows: { label: string; values: number[] }[];
};

const width = 900;
const rowHeight = 34;
/** Title, legend and the space around. */
const frameHeight = 120;
/** Sharp on screens that show two points for one. */
const density = 2;
const ink = '#1f2933';

/** A PNG, 1,800 points wide and as high as its rows need. Takes its libraries into memory at the first picture. */
export async function drawBars(bars: Bars): Promise<Buffer> {
  const [{ createCanvas }, chart, font] = await Promise.all([canvas(), import('chart.js'), chineseFont()]);
  const { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Title } = chart;
  Chart.register(BarController, BarElement, CategoryScale, LinearScale, Legend, Title);
  const paper = createCanvas(width, frameHeight + rowHeight * bars.rows.length);
  const family = [font, 'sans-serif'].filter(Boolean).join(', ');
  // Han characters have one code in Chinese and Japanese, and a form in each.
  paper.getContext('2d').lang = 'zh-Hans';
  const drawn = new Chart(
    paper as unknown as ConstructorParameters<typeof Chart>[0],
    configuration(bars, family),
  );
  const png = await paper.encode('png');
  drawn.destroy();
  return png;
}

function configuration({ title, series, rows }: Bars, family: string): ChartConfiguration<'bar'> {
  const font = { family, size: 14 };
  return {
    type: 'bar',
    data: {
      labels: rows.map(({ label }) => label),
      datasets: series.map(({ label, colour }, i) => ({
        label,
        backgroundColor: colour,
        // A piece of no length would still leave a hair of its colour.
        data: rows.map(({ values }) => values[i] || null),
        barThickness: rowHeight * 0.62,
        borderRadius: 3,
      })),
    },
    options: {
      indexAxis: 'y',
      animation: false,
      responsive: false,
      devicePixelRatio: density,
      color: ink,
      font,
      layout: { padding: { top: 8, right: 56, bottom: 12, left: 12 } },
      scales: {
        x: { stacked: true, ticks: { precision: 0, color: '#66727f', font }, grid: { color: '#e6e9ed' } },
        y: { stacked: true, ticks: { color: ink, autoSkip: false, font }, grid: { display: false } },
      },
      plugins: {
        title: {
          display: true,
          text: title,
          color: ink,
          align: 'start',
          font: { family, size: 18, weight: 'bold' },
        },
        legend: {
          position: 'top',
          align: 'start',
          labels: { color: ink, boxWidth: 14, boxHeight: 14, font },
        },
      },
    },
    plugins: [paperWhite, totals],
  };
}

/** A PNG is clear where nothing is drawn: unreadable on a dark screen. */
const paperWhite: Plugin<'bar'> = {
  id: 'paper',
  beforeDraw({ ctx, width, height }) {
    ctx.fillStyle = '#ffffff';
    ctx.fillRect(0, 0, width, height);
  },
};

/** Each row's sum at the end of its bar. */
const totals: Plugin<'bar'> = {
  id: 'totals',
  afterDatasetsDraw(chart) {
    const { ctx, data, scales } = chart;
    ctx.fillStyle = ink;
    ctx.textBaseline = 'middle';
    ctx.font = fontOf(chart);
    for (const row of (data.labels ?? []).keys()) {
      const sum = data.datasets.reduce((all, { data }) => all + Number(data[row] ?? 0), 0);
      const [x, y] = [scales.x?.getPixelForValue(sum) ?? 0, scales.y?.getPixelForValue(row) ?? 0];
      ctx.fillText(sum.toLocaleString('en'), x + 8, y);
    }
  },
};

function fontOf({ options: { font } }: Chart<'bar'>): string {
  return typeof font === 'object' ? `bold ${font.size}px ${font.family}` : '14px sans-serif';
}
