export const requests = {
  'error.approve.own': 'You asked for `{id}` yourself, so somebody else has to approve it.',
  'error.approve.own.hint': 'Ask one of the approvers, or stop it with `cancel {id}`.',
  'error.approve.role': 'Only approvers may decide this, and `{who}` is not one.',
  'error.approve.role.hint':
    'Approvers are listed under `roles.approver` in ecs-image.yaml; an admin can add you.',
  'error.approve.twice': 'You have approved `{id}` already; it needs another person.',
  'error.cancel.role': 'Only {asker}, an approver or an admin may cancel this.',
  'error.cancel.late':
    'The system disk of `{id}` is being replaced: it can no longer be stopped, only finished.',
  'error.cancel.late.hint': 'Follow it with `status {id}`.',
  'error.cancel.already': '{who} has asked to cancel this already; it stops before its next step.',
  'error.request.approved': '`{id}` was already approved by {who} at {at}.',
  'error.request.denied': '`{id}` was already denied by {who} at {at}.',
  'error.request.cancelled': '`{id}` was already cancelled by {who} at {at}.',
  'error.request.expired': 'The approval of `{id}` has expired: nothing was run.',
  'error.request.expired.hint': 'Ask for the change again; the plan is then made from today’s state.',
  'error.request.ended': '`{id}` ended at {at}.',
  'error.request.unknown': 'There is no request `{id}`.',
  'error.request.unknown.hint': 'See `requests` for the latest ones.',
  'error.hold': '{what} is being changed by `{id}`, asked for by {who} at {at}.',
  'error.hold.hint': 'Wait for it, or stop it with `cancel {id}`.',
} as const;
