import { useState } from 'react';
import type { Button, Content as Contents } from '../../dingtalk/api.ts';
import { fileSize } from '../format.ts';
import { Icon } from '../icons.tsx';
import { Card } from './card.tsx';
import { nameOf, useDesk } from './desk.tsx';
import { Markdown } from './markdown.tsx';
import { mediaUrl } from './media.ts';
import { Words } from './words.tsx';

/** What a message says, in the form its kind has. `message`: its id, for taps. */
export function Content({ content, message }: { content: Contents; message: string }) {
  const { seen, t, act } = useDesk();
  const tap = async (url: string) => {
    const page = pageIn(url);
    if (page) window.open(page, '_blank', 'noreferrer');
    await act('tap', { message, button: url });
  };
  switch (content.kind) {
    case 'text':
      return (
        <p className="dt-text">
          <Words text={content.text} />
        </p>
      );
    case 'richText': {
      const text = content.parts.map((part) =>
        'text' in part ? part.text : 'person' in part ? `@${nameOf(seen, part.person)} ` : t('picture'),
      );
      return (
        <p className="dt-text">
          <Words text={text.join('')} />
        </p>
      );
    }
    case 'markdown':
      return <Markdown text={content.text} onLink={tap} />;
    case 'actionCard':
      return (
        <>
          <Markdown text={content.text} onLink={tap} />
          <Buttons layout={content.layout} buttons={content.buttons} onTap={tap} />
        </>
      );
    case 'link':
      return <Buttons layout="vertical" buttons={[content]} onTap={tap} />;
    case 'feedCard':
      return <Buttons layout="vertical" buttons={content.links} onTap={tap} />;
    case 'image':
      return <img className="dt-image" src={mediaUrl(content.photoUrl)} alt={t('picture')} />;
    case 'file':
      return (
        <a className="dt-file" href={mediaUrl(content.url)} download={content.name}>
          <span>
            <strong>{content.name}</strong>
            <small>{fileSize(content.size)}</small>
          </span>
          <i data-type={content.type}>
            <Icon name="file" />
          </i>
        </a>
      );
    case 'card':
      return <Card outTrackId={content.outTrackId} />;
    default:
      return <p className="dt-text">{t(content.kind)}</p>;
  }
}

interface ButtonsProps {
  layout: 'vertical' | 'horizontal';
  buttons: Button[];
  onTap: (url: string) => Promise<void>;
}

function Buttons({ layout, buttons, onTap }: ButtonsProps) {
  const [busy, setBusy] = useState(false);
  async function press(url: string) {
    if (busy) return;
    setBusy(true);
    await onTap(url);
    setBusy(false);
  }
  return (
    <div className="dt-buttons" data-layout={layout}>
      {buttons.map(({ title, url }) => (
        <button type="button" key={url} data-testid="dt-button" aria-busy={busy} onClick={() => press(url)}>
          {title}
        </button>
      ))}
    </div>
  );
}

/** The web page an address leads to; undefined for one that speaks for its tapper. */
function pageIn(url: string): string | undefined {
  if (/^https?:/.test(url)) return url;
  const inside = url.startsWith('dingtalk://') ? new URL(url).searchParams.get('url') : null;
  return inside && /^https?:/.test(inside) ? inside : undefined;
}
