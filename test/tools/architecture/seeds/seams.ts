import type { Seed } from './seed.ts'

export const seamSeeds: Seed[] = [
  {
    rule: 'features-are-private',
    says: "SQL, commands, present and a type of another feature's table",
    files: {
      'server/tickets/queue/queue.commands.ts': `import { a } from '#server/billing/accounts/account.sql.ts'
        import { b } from '#server/billing/accounts/account.commands.ts'
        import type { c } from '#server/billing/accounts/account.present.ts'
        import type { d } from '#server/billing/billing.tables.ts'`,
      'server/server.ts': "import { e } from './billing/accounts/account.jobs.ts'",
    },
    finds: [
      'server/server.ts → server/billing/accounts/account.jobs.ts',
      'server/tickets/queue/queue.commands.ts → server/billing/accounts/account.commands.ts',
      'server/tickets/queue/queue.commands.ts → server/billing/accounts/account.present.ts',
      'server/tickets/queue/queue.commands.ts → server/billing/accounts/account.sql.ts',
      'server/tickets/queue/queue.commands.ts → server/billing/billing.tables.ts',
    ],
  },
  {
    rule: 'features-are-a-list',
    says: 'routes of a feature in the list',
    files: { 'server/features.ts': "import { routes } from './tickets/messages/message.routes.ts'" },
    finds: ['server/features.ts → server/tickets/messages/message.routes.ts'],
  },
  {
    rule: 'faces-along-the-arrows',
    says: 'commands called upwards, and by those who call nobody',
    files: {
      'server/billing/orders/order.commands.ts': "import { tickets } from '#server/tickets/feature.ts'",
      'server/notifications/notice.jobs.ts': "import { billing } from '#server/billing/feature.ts'",
    },
    finds: [
      'server/billing/orders/order.commands.ts → server/tickets/feature.ts',
      'server/notifications/notice.jobs.ts → server/billing/feature.ts',
    ],
  },
  {
    rule: 'sql-below-queries-below-commands-below-routes',
    says: 'each looking up',
    files: {
      'server/billing/accounts/a.sql.ts': "import type { A } from './account.queries.ts'",
      'server/billing/accounts/b.queries.ts': "import { b } from './account.commands.ts'",
      'server/billing/accounts/c.commands.ts': "import { c } from './account.routes.ts'",
    },
    finds: [
      'server/billing/accounts/a.sql.ts → server/billing/accounts/account.queries.ts',
      'server/billing/accounts/b.queries.ts → server/billing/accounts/account.commands.ts',
      'server/billing/accounts/c.commands.ts → server/billing/accounts/account.routes.ts',
    ],
  },
  {
    rule: 'commands-know-no-http',
    says: 'a file of the platform that speaks HTTP, the routes of the contract, a package',
    files: {
      'server/billing/accounts/a.commands.ts': "import type { Call } from '#server/platform/http/http.ts'",
      'server/billing/accounts/b.queries.ts': "import type { RouteInput } from '#contract/routes.ts'",
      'server/billing/accounts/c.sql.ts': "import { streamSSE } from 'hono/streaming'",
    },
    finds: [
      'server/billing/accounts/a.commands.ts → server/platform/http/http.ts',
      'server/billing/accounts/b.queries.ts → server/contract/routes.ts',
      'server/billing/accounts/c.sql.ts → hono/streaming',
    ],
  },
  {
    rule: 'server-folders-make-no-circle',
    says: 'a type from the feature above',
    files: { 'server/billing/domain/worked.ts': "import type { Preset } from '#server/tickets/presets/usual.ts'" },
    finds: [
      'server/billing → server/tickets (server/billing/domain/worked.ts → server/tickets/presets/usual.ts)',
      'server/tickets → server/billing (server/tickets/messages/message.commands.ts → server/billing/feature.ts)',
    ],
  },
  {
    rule: 'rooms-make-no-circle',
    says: 'two rooms of one feature, three files long',
    files: {
      'server/billing/orders/order.commands.ts': "import { a } from '../accounts/account.queries.ts'",
      'server/billing/accounts/accounts.jobs.ts': "import type { B } from '../orders/order.queries.ts'",
      'server/billing/orders/order.queries.ts': '',
      'app/billing/orders/OrderPage.vue': '',
    },
    finds: [
      'server/billing/accounts → server/billing/orders (server/billing/accounts/accounts.jobs.ts → server/billing/orders/order.queries.ts)',
      'server/billing/orders → server/billing/accounts (server/billing/orders/order.commands.ts → server/billing/accounts/account.queries.ts)',
    ],
  },
  {
    rule: 'app-folders-make-no-circle',
    says: 'a feature that looks back into the shell',
    files: { 'app/tickets/useBack.ts': "import { goBack } from '#app/shell/desk/deskRouter.ts'" },
    finds: [
      'app/shell/desk → app/tickets (app/shell/desk/DeskApp.vue → app/tickets/TicketPage.vue)',
      'app/tickets → app/shell/desk (app/tickets/useBack.ts → app/shell/desk/deskRouter.ts)',
    ],
  },
]
