import type { Seed } from './seed.ts'

export const wordSeeds: Seed[] = [
  {
    rule: 'words-in-texts',
    says: 'in a string, a template, a markup; neither in a comment nor as one letter',
    files: {
      'server/billing/orders/a.jobs.ts': 'const a = `${count} квантов`',
      'server/billing/orders/b.jobs.ts': "/** Кванты */ const b = text.replace('ё', 'е')",
      'app/billing/C.vue': '<template><!-- Счёт --><p title="Счёт"></p></template>',
      'app/billing/D.vue': '<script setup lang="ts">\nconst d = \'Баланс\' // Счёт\n</script>',
    },
    finds: [
      'app/billing/C.vue: Счёт"></p></template>',
      'app/billing/D.vue: Баланс',
      'server/billing/orders/a.jobs.ts: квантов',
    ],
  },
  {
    rule: 'platform-imports-no-feature',
    says: 'a pure rule, and what the contract says of a feature',
    files: {
      'server/platform/jobs/worker.ts': "import { money } from '#server/billing/domain/money.ts'",
      'server/platform/realtime/peer.ts': "import type { Ticket } from '#contract/tickets/types.ts'",
      'server/platform/http/actor.ts': "import type { Side } from '#contract/common.ts'",
    },
    finds: [
      'server/platform/jobs/worker.ts → server/billing/domain/money.ts',
      'server/platform/realtime/peer.ts → server/contract/tickets/types.ts',
    ],
  },
  {
    rule: 'lib-and-ui-import-no-feature',
    says: 'a part and a type of a feature',
    files: {
      'app/ui/Row.vue': '<script setup lang="ts">\nimport TicketPage from \'../tickets/TicketPage.vue\'\n</script>',
      'app/lib/socket.ts': "import type { Ticket } from '#contract/tickets/types.ts'",
    },
    finds: ['app/lib/socket.ts → server/contract/tickets/types.ts', 'app/ui/Row.vue → app/tickets/TicketPage.vue'],
  },
  {
    rule: 'shared-names-no-feature',
    says: 'a file, a function, a type, in the plural too; neither keys of the journal nor connections of sockets',
    files: {
      'server/platform/jobs/ticketReactions.ts': 'export const start = 1; const ledger = 2',
      'server/platform/journal/held.ts': 'export type HeldTickets = 1; export const ticketId = 2',
      'server/platform/realtime/connections.ts': 'export const connections = 1',
      'app/ui/DeskHead.vue': '',
      'app/lib/format.ts': 'export function formatSla() {}',
    },
    finds: [
      'app/lib/format.ts: formatSla (sla)',
      'app/ui/DeskHead.vue: DeskHead (desk)',
      'server/platform/jobs/ticketReactions.ts: ticketReactions (ticket)',
      'server/platform/journal/held.ts: HeldTickets (ticket)',
    ],
  },
  {
    rule: 'platform-owns-no-table-of-a-feature',
    says: "a desk's keys in the platform's schema",
    files: { 'server/platform/db/tables.ts': 'export interface Tables { journal: {}; desk_keys: {} }' },
    finds: ['desk_keys'],
  },
  {
    rule: 'stores-are-private',
    says: "another feature's store",
    files: {
      'app/shell/desk/Count.vue':
        '<script setup lang="ts">\nimport { useTicketStore } from \'#app/tickets/ticketStore.ts\'\n</script>',
    },
    finds: ['app/shell/desk/Count.vue → app/tickets/ticketStore.ts'],
  },
  {
    rule: 'texts-are-private',
    says: "another feature's texts; the kit's own are for everybody",
    files: {
      'app/queue/QueuePage.vue':
        '<script setup lang="ts">\nimport { ticketTexts } from \'#app/tickets/ticket.texts.ts\'\n</script>',
      'app/queue/QueueRow.vue': '<script setup lang="ts">\nimport { uiTexts } from \'#app/ui/ui.texts.ts\'\n</script>',
    },
    finds: ['app/queue/QueuePage.vue → app/tickets/ticket.texts.ts'],
  },
  {
    rule: 'only-stores-call-the-server',
    says: 'a part and a composable that call by themselves',
    files: {
      'app/tickets/Send.vue': '<script setup lang="ts">\nimport { call } from \'#app/lib/api.ts\'\n</script>',
      'app/tickets/useSend.ts': "const api = () => import('../lib/api.ts')",
    },
    finds: ['app/tickets/Send.vue → app/lib/api.ts', 'app/tickets/useSend.ts → app/lib/api.ts'],
  },
]
