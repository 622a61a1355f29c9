import { type Seed, lines } from './seed.ts'

export const placeSeeds: Seed[] = [
  {
    rule: 'server-files-have-a-role',
    says: 'a helper, a role without a noun, a folder too deep, a face of a room',
    files: {
      'server/billing/deps.ts': '',
      'server/billing/commands.ts': '',
      'server/billing/orders/invoices/invoice.sql.ts': '',
      'server/billing/orders/feature.ts': '',
    },
    finds: [
      'server/billing/commands.ts: has no role',
      'server/billing/deps.ts: has no role',
      'server/billing/orders/feature.ts: a room has no face of its own',
      'server/billing/orders/invoices/invoice.sql.ts: lies too deep',
    ],
  },
  {
    rule: 'server-top-and-platform',
    says: 'a helper above the features, a drawer in the platform',
    files: { 'server/ringing.ts': '', 'server/platform/together.ts': '', 'server/platform/utils/together.ts': '' },
    finds: ['server/platform/together.ts', 'server/platform/utils/together.ts', 'server/ringing.ts'],
  },
  {
    rule: 'contract-by-feature',
    says: 'a noun or words at the top, a file with another name, rules that are neither those of intake nor of markup',
    files: {
      'server/contract/ledger.ts': '',
      'server/contract/billing/helpers.ts': '',
      'server/contract/billing/intake/rules.ts': '',
      'server/contract/plans.words.ts': '',
    },
    finds: [
      'server/contract/billing/helpers.ts',
      'server/contract/billing/intake/rules.ts',
      'server/contract/ledger.ts',
      'server/contract/plans.words.ts',
    ],
  },
  {
    rule: 'app-files-have-a-role',
    says: 'a helper that is a composable, one that uses a store',
    files: {
      'app/tickets/presence.ts': 'export function usePresence() {}',
      'app/tickets/opening.ts': "import { useTicketStore } from './ticketStore.ts'",
    },
    finds: [
      'app/tickets/opening.ts: a helper that uses app/tickets/ticketStore.ts',
      'app/tickets/presence.ts: exports usePresence and is not named so',
    ],
  },
  {
    rule: 'no-file-over-300-lines',
    says: 'one line too many, which only data may have',
    files: {
      'server/billing/domain/long.ts': lines(301),
      'server/billing/domain/longest.ts': lines(300),
      'app/billing/plan.texts.ts': lines(301),
    },
    finds: ['server/billing/domain/long.ts: 301 lines'],
  },
  {
    rule: 'migrations-are-numbered',
    says: 'a hole, and a name that says nothing or of no feature',
    files: {
      'server/migrations/0018_tickets_ratings.sql': '',
      'server/migrations/0020_wiki_articles.sql': '',
      'server/migrations/0021.sql': '',
    },
    finds: [
      '0020_wiki_articles.sql: number 19 was expected',
      '0020_wiki_articles.sql: wiki is no folder of the server',
      '0021.sql: says neither feature nor purpose',
    ],
  },
  {
    rule: 'upcasts-are-numbered',
    says: 'a hole, a number twice, another name, one without a sample',
    files: {
      'server/tickets/upcasts/0003.ts': '',
      'server/tickets/upcasts/0004.ts': '',
      'server/tickets/queue/upcasts/0001.ts': '',
      'server/tickets/queue/upcasts/0002-order.ts': '',
      'test/server/tickets/queue/stored/0001-views.json': '',
      'test/server/tickets/stored/0003-states.json': '',
    },
    finds: [
      'server/tickets/queue/upcasts/0002-order.ts: is no name of an upcast',
      'server/tickets/upcasts/0003.ts: number 2 was expected',
      'server/tickets/upcasts/0004.ts: has no stored sample of its time in test/server/tickets/stored/',
    ],
  },
  {
    rule: 'upcasts-stay-as-they-are',
    says: 'one that goes by what today holds',
    files: {
      'server/tickets/upcasts/0001.ts': "import { states } from '../domain/states.ts'; export const upcast = states",
      'server/tickets/domain/states.ts': 'export const states = {}',
    },
    finds: ['server/tickets/upcasts/0001.ts → server/tickets/domain/states.ts'],
  },
  {
    rule: 'migrations-are-numbered',
    says: 'the gap filled, a number twice, an executed one renamed',
    files: {
      'server/migrations/000009.sql': '',
      'server/migrations/000016_tickets_again.sql': '',
      'server/migrations/two.sql': '',
    },
    finds: [
      '000009.sql: number 10 was expected',
      '000016_tickets_again.sql: number 17 was expected',
      '000016_tickets_again.sql: was executed under its number alone',
      'two.sql: is no name of a migration',
    ],
  },
]
