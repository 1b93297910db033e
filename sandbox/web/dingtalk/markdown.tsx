import type { ReactNode } from 'react';
import { mediaUrl } from './media.ts';
import { Words } from './words.tsx';

interface Block {
  kind: 'heading' | 'quote' | 'ul' | 'ol' | 'text';
  level?: number;
  lines: string[];
}

/**
 * DingTalk's markdown and no more (facts/dingtalk.md §4.4): headings, quotes, bold, italics, links, pictures, lists.
 * Anything else stays what was typed, as it would on somebody's phone.
 */
export function Markdown({ text, onLink }: { text: string; onLink: (url: string) => void }) {
  const inline = (line: string) => <Inline text={line} onLink={onLink} />;
  return (
    <div className="dt-markdown">
      {blocksOf(text).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text that never changes
        <Drawn key={index} block={block} inline={inline} />
      ))}
    </div>
  );
}

function Drawn({
  block: { kind, level, lines },
  inline,
}: {
  block: Block;
  inline: (line: string) => ReactNode;
}) {
  if (kind === 'heading') return <p className={`dt-h dt-h${level}`}>{inline(lines.join(' '))}</p>;
  if (kind === 'ul' || kind === 'ol') {
    const List = kind;
    return (
      <List>
        {lines.map((line) => (
          <li key={line}>{inline(line)}</li>
        ))}
      </List>
    );
  }
  const Tag = kind === 'quote' ? 'blockquote' : 'p';
  return <Tag>{broken(lines, inline)}</Tag>;
}

/** A line ends only where two spaces do; else the next one follows on. A quote keeps its lines. */
const broken = (lines: string[], inline: (line: string) => ReactNode) =>
  lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that never changes
    <span key={index}>
      {inline(line.trimEnd())}
      {index < lines.length - 1 && (line.endsWith('  ') ? <br /> : ' ')}
    </span>
  ));

const starts: [Block['kind'], RegExp][] = [
  ['heading', /^ {0,3}(#{1,6}) +(.*)$/],
  ['quote', /^ {0,3}(>) ?(.*)$/],
  ['ul', /^ {0,3}([-*+]) +(.*)$/],
  ['ol', /^ {0,3}(\d+[.)]) +(.*)$/],
];

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      open = undefined;
      continue;
    }
    const block = blockOf(line);
    if (open && open.kind === block.kind && block.kind !== 'heading') open.lines.push(...block.lines);
    else {
      open = block;
      blocks.push(block);
    }
  }
  return blocks;
}

function blockOf(line: string): Block {
  for (const [kind, pattern] of starts) {
    const [, sign = '', rest = ''] = pattern.exec(line) ?? [];
    if (sign) return { kind, level: sign.length, lines: [kind === 'quote' ? `${rest}  ` : rest] };
  }
  return { kind: 'text', lines: [line] };
}

const token =
  /!\[([^\]]*)\]\(([^()\s]+)\)|\[([^\]]+)\]\(([^()\s]+)\)|\*\*(?=\S)(.+?)(?<=\S)\*\*|\*(?=\S)([^*]+?)(?<=\S)\*/;

function Inline({ text, onLink }: { text: string; onLink: (url: string) => void }): ReactNode {
  const match = token.exec(text);
  if (!match) return <Words text={text.replaceAll('&nbsp;', '\u00a0')} />;
  const [whole, alt, source, label, url, bold, italic] = match;
  return (
    <>
      <Words text={text.slice(0, match.index)} />
      {source && <img src={mediaUrl(source)} alt={alt} />}
      {label && url && (
        <button
          type="button"
          className="dt-link"
          data-testid="dt-link"
          title={url}
          onClick={() => onLink(url)}
        >
          {label}
        </button>
      )}
      {bold && (
        <strong>
          <Inline text={bold} onLink={onLink} />
        </strong>
      )}
      {italic && (
        <em>
          <Inline text={italic} onLink={onLink} />
        </em>
      )}
      <Inline text={text.slice(match.index + whole.length)} onLink={onLink} />
    </>
  );
}
