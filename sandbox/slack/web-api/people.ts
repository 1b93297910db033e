import type { Json, SandboxUser } from '../api.ts';
import { find } from '../messages.ts';
import { ApiError, flag, type Method, readable, text } from './method.ts';

export const people: Record<string, Method> = {
  'auth.test': {
    perMinute: 600,
    args: [],
    run: (_args, { app, team, url }) => ({
      url: `${url}/`,
      team: team.name,
      user: app.name,
      team_id: team.id,
      user_id: app.botUserId,
      bot_id: app.botId,
      is_enterprise_install: false,
    }),
  },

  'bots.info': {
    scope: 'users:read',
    perMinute: 50,
    args: ['bot'],
    run(args, { app }) {
      if (text(args.bot) !== app.botId) throw new ApiError('bot_not_found');
      return {
        bot: { id: app.botId, name: app.name, app_id: app.appId, user_id: app.botUserId, deleted: false },
      };
    },
  },

  'users.info': {
    scope: 'users:read',
    perMinute: 100,
    args: ['user', 'include_locale'],
    required: ['user'],
    run(args, state) {
      const user = state.users.get(text(args.user));
      if (!user) throw new ApiError('user_not_found');
      return { user: profile(user, flag(args.include_locale)) };
    },
  },

  'users.list': {
    scope: 'users:read',
    perMinute: 20,
    args: ['include_locale', 'cursor', 'limit'],
    run: (args, state) => ({
      members: [...state.users.values()].map((user) => profile(user, flag(args.include_locale))),
      response_metadata: { next_cursor: '' },
    }),
  },

  'usergroups.list': {
    scope: 'usergroups:read',
    perMinute: 20,
    args: ['include_count', 'include_disabled', 'include_users'],
    run: (args, state) => ({
      usergroups: [...state.usergroups.values()].map(({ users, ...group }) => ({
        ...group,
        team_id: state.team.id,
        ...(flag(args.include_count) && { user_count: users.length }),
        ...(flag(args.include_users) && { users }),
      })),
    }),
  },

  'usergroups.users.list': {
    scope: 'usergroups:read',
    perMinute: 20,
    args: ['usergroup', 'include_disabled'],
    required: ['usergroup'],
    run(args, state) {
      const group = state.usergroups.get(text(args.usergroup));
      if (!group) throw new ApiError('no_such_subteam');
      return { users: group.users };
    },
  },

  'reactions.add': {
    scope: 'reactions:write',
    perMinute: 50,
    args: ['channel', 'name', 'timestamp'],
    required: ['channel', 'name', 'timestamp'],
    run(args, state) {
      const message = find(state, readable(state, args.channel).id, text(args.timestamp));
      if (!message) throw new ApiError('message_not_found');
      const reactions = message.reactions ?? [];
      const reaction = reactions.find(({ name }) => name === args.name);
      if (reaction?.users.includes(state.app.botUserId)) throw new ApiError('already_reacted');
      if (reaction) reaction.users.push(state.app.botUserId);
      else message.reactions = [...reactions, { name: text(args.name), users: [state.app.botUserId] }];
      state.emit({ type: 'message', change: 'updated', message });
      return {};
    },
  },
};

function profile({ locale, ...user }: SandboxUser, withLocale: boolean): Json {
  return {
    ...user,
    is_ultra_restricted: false,
    profile: { real_name: user.real_name, display_name: user.name },
    ...(withLocale && { locale }),
  };
}
