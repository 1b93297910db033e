import type { SandboxUser } from '../slack/api.ts';

const colours = ['#0f766e', '#7c3aed', '#b45309', '#be185d', '#1d4ed8', '#4d7c0f', '#0e7490', '#9f1239'];

/** A coloured square with the person's initials; the bot and Slack itself have signs of their own. */
export function Avatar({ user, small }: { user: SandboxUser | undefined; small?: boolean }) {
  const className = small ? 'avatar avatar-small' : 'avatar';
  if (!user) return <span className={`${className} avatar-slackbot`} aria-hidden="true" />;
  if (user.is_bot) {
    return (
      <span className={`${className} avatar-bot`} aria-hidden="true">
        <BotGlyph />
      </span>
    );
  }
  const sum = [...user.id].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return (
    <span className={className} style={{ background: colours[sum % colours.length] }} aria-hidden="true">
      {initials(user.real_name)}
    </span>
  );
}

function initials(name: string): string {
  if (/\p{Script=Han}/u.test(name)) return name.slice(-1);
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}

export function BotGlyph() {
  return (
    <svg viewBox="0 0 24 24" width="62%" height="62%" fill="none" aria-hidden="true">
      <rect x="3" y="4" width="18" height="7" rx="2" fill="#fff" />
      <rect x="3" y="13" width="18" height="7" rx="2" fill="#fff" />
      <circle cx="17.5" cy="7.5" r="1.4" fill="currentColor" />
      <circle cx="17.5" cy="16.5" r="1.4" fill="currentColor" />
    </svg>
  );
}
