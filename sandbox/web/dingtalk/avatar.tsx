import { BotGlyph } from '../avatar.tsx';
import { nameOf, type Talk, titleOf, useDesk } from './desk.tsx';

const colours = ['#3b7cff', '#f0883a', '#18a999', '#8a6bf2', '#e2607f', '#4a9fe8'];

/** A rounded square with the last two signs of the name; the robot has a sign of its own. */
export function Avatar({ person }: { person: string }) {
  const { seen } = useDesk();
  if (person === 'robot') {
    return (
      <span className="dt-avatar dt-avatar-robot" aria-hidden="true">
        <BotGlyph />
      </span>
    );
  }
  const sum = [...person].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return (
    <span className="dt-avatar" style={{ background: colours[sum % colours.length] }} aria-hidden="true">
      {short(nameOf(seen, person))}
    </span>
  );
}

/** Of a conversation: the robot, or four of those in the group. */
export function TalkAvatar({ talk }: { talk: Talk }) {
  const { seen } = useDesk();
  if (talk.type === 'direct') return <Avatar person="robot" />;
  return (
    <span className="dt-avatar dt-avatar-group" title={titleOf(talk, seen)} aria-hidden="true">
      {talk.members.slice(0, 4).map((member) => (
        <Avatar key={member} person={member} />
      ))}
    </span>
  );
}

function short(name: string): string {
  if (/\p{Script=Han}/u.test(name)) return name.slice(-2);
  return name.split(' ')[0] ?? name;
}
