import { useState } from 'react';
import type { Json, SandboxBlock } from '../../slack/api.ts';
import { textAt, textOf, useDesk } from './desk.tsx';
import { Drawn } from './drawn.tsx';

/** Slack's `data_table`: a caption, a header row, pages. */
export function DataTable({ block }: { block: SandboxBlock }) {
  const { t } = useDesk();
  const [page, setPage] = useState(0);
  const [header = [], ...rows] = block.rows as Json[][];
  const size = typeof block.page_size === 'number' ? block.page_size : 5;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const caption = textAt(block, 'caption') || textOf(block.caption);
  return (
    <div className="data-table">
      <div className="scroll">
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {header.map((cell) => (
                <th key={textOf(cell)} scope="col">
                  {textOf(cell)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(page * size, (page + 1) * size).map((row) => (
              <tr key={JSON.stringify(row)}>
                {row.map((cell, column) => (
                  <td key={textOf(header[column])}>
                    <Cell cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <footer>
          <button type="button" className="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
            {t('previous')}
          </button>
          <span>
            {page + 1} / {pages}
          </span>
          <button
            type="button"
            className="button"
            disabled={page + 1 === pages}
            onClick={() => setPage(page + 1)}
          >
            {t('next')}
          </button>
        </footer>
      )}
    </div>
  );
}

function Cell({ cell }: { cell: Json }) {
  if (cell.type === 'rich_text') return <Drawn block={cell} />;
  return textOf(cell) || String(cell.value ?? '');
}
