import type { Json, SandboxBlock } from '../../slack/api.ts';
import { DataTable } from './data-table.tsx';
import { listAt, textOf } from './desk.tsx';
import { Drawn } from './drawn.tsx';
import { Control, type Hand } from './elements.tsx';
import { InputBlock } from './inputs.tsx';
import { plainText, richTextOf } from './mrkdwn.ts';

interface BlocksProps {
  blocks: SandboxBlock[];
  hand: Hand;
  /** What is wrong with the inputs, by block id. */
  errors?: Record<string, string>;
}

/**
 * Block Kit. slack-blocks-to-jsx draws what only needs looking at; whatever can be clicked, chosen or typed into
 * is ours, because the library's elements tell nobody what was done to them. So is `data_table`, which it lacks.
 */
export function Blocks({ blocks, hand, errors = {} }: BlocksProps) {
  return blocks.map((block) => (
    <OneBlock key={block.block_id} block={block} hand={hand} error={errors[block.block_id]} />
  ));
}

function OneBlock({ block, hand, error }: { block: SandboxBlock; hand: Hand; error?: string }) {
  switch (block.type) {
    case 'header':
      return <h3 className="header">{textOf(block.text)}</h3>;
    case 'section':
      return <Section block={block} hand={hand} />;
    case 'context':
      return (
        <div className="context">
          {listAt(block, 'elements').map((element) => (
            <Drawn
              key={JSON.stringify(element)}
              block={element.type === 'image' ? element : richTextOf(element)}
            />
          ))}
        </div>
      );
    case 'actions':
      return (
        <div className="actions">
          {listAt(block, 'elements').map((element) => (
            <Control key={String(element.action_id)} element={element} block={block} hand={hand} />
          ))}
        </div>
      );
    case 'input':
      return <InputBlock block={block} hand={hand} error={error} />;
    case 'data_table':
      return <DataTable block={block} />;
    case 'table':
      return <Drawn block={{ ...block, rows: (block.rows as Json[][]).map((row) => row.map(cell)) }} />;
    default:
      return <Drawn block={block} />;
  }
}

function Section({ block, hand }: { block: SandboxBlock; hand: Hand }) {
  const accessory = block.accessory as Json | undefined;
  const fields = listAt(block, 'fields');
  return (
    <div className="section">
      <div>
        {block.text !== undefined && <Drawn block={richTextOf(block.text as Json)} />}
        {fields.length > 0 && (
          <div className="fields">
            {fields.map((field) => (
              <Drawn key={JSON.stringify(field)} block={richTextOf(field)} />
            ))}
          </div>
        )}
      </div>
      {accessory &&
        ('action_id' in accessory ? (
          <Control element={accessory} block={block} hand={hand} />
        ) : (
          <Drawn block={accessory} />
        ))}
    </div>
  );
}

const cell = (content: Json): Json =>
  content.type === 'rich_text' ? content : plainText(textOf(content) || String(content.value ?? ''));
