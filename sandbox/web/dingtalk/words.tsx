import { useDesk } from './desk.tsx';

/** Words in which people and the robot stand out when they are named: as `@Name`, or by a robot as `@<staff id>`. */
export function Words({ text }: { text: string }) {
  const { seen } = useDesk();
  const names = new Map(seen.people.flatMap(({ id, name }) => [[id, name] as const, [name, name] as const]));
  names.set(seen.robot.name, seen.robot.name);
  const longest = [...names.keys()].toSorted((one, other) => other.length - one.length);
  const pattern = new RegExp(`(@(?:${longest.map(literal).join('|')}))`);
  return text.split(pattern).map((part, index) => {
    const name = part.startsWith('@') && names.get(part.slice(1));
    if (!name) return part;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text that never changes
      <span key={index} className={name === seen.me.name ? 'dt-at dt-at-me' : 'dt-at'}>
        @{name}
      </span>
    );
  });
}

const literal = (name: string) => name.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
