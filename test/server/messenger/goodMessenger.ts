import type { MessengerRouteName } from '#server/messenger/messenger.routes.ts'
import type { GoodInput } from '../goodPartnerInputs.ts'

/** A message of the chat of the firm, as its people ask for it. */
export const goodMessenger: { [Name in MessengerRouteName]: GoodInput<Name> } = {
  readChatMessage: {
    by: 'integrator',
    input: ({ world }) => ({
      dialogId: 'chat1',
      messageId: world.sandbox.say('firm', 4, 'Не открываются [b]сделки[/b]').id,
    }),
  },
}
