import { z } from 'zod';
import { arg, command } from '../command.ts';
import { called } from '../parse.ts';
import { commandHelp, helpCard } from '../usage.ts';

export const help = command({
  name: 'help',
  aliases: ['帮助'],
  summary: 'command.help',
  role: 'viewer',
  args: z.object({ command: arg('arg.command', z.string().optional()) }),
  examples: ['help', 'help recommend'],
  run: ({ command: name }, { commands, who, t }) => ({
    whisper: name ? commandHelp(called(name, commands), t) : helpCard(commands, who, t),
  }),
});
