const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16]

/** A small product laid out as it should be: what no rule may complain of. */
export const inOrder: Record<string, string> = {
  ...Object.fromEntries(numbers.map((number) => [`server/migrations/${String(number).padStart(6, '0')}.sql`, ''])),
  'server/migrations/0017_billing_owed_orders.sql': 'create view client_balances as select 1',

  'server/main.ts': "import { features } from './features.ts'; import { serve } from './platform/http/http.ts'",
  'server/features.ts':
    "import { billing } from './billing/feature.ts'; import { tickets } from './tickets/feature.ts'; export const features = [billing, tickets]",
  'server/contract/common.ts': "import * as v from 'valibot'",
  'server/contract/routes.ts':
    "import { ticketRoutes } from './tickets/routes.ts'; export const routes = { ...ticketRoutes }",
  'server/contract/tickets/routes.ts': "import { ticket } from './types.ts'; export const ticketRoutes = { ticket }",
  'server/contract/tickets/types.ts': "import { id } from '../common.ts'; export const ticket = { id }",

  'server/contract/say.ts':
    "import type { Language } from './common.ts'; export const sayIn = (language: Language) => language",
  'server/contract/tickets/deadline.words.ts':
    "import { sayIn } from '../say.ts'; export const deadlineInWords = sayIn",

  'server/contract/tickets/intake/coach.ts':
    "import { orders } from './orders.lexicon.ts'; export const coach = orders",
  'server/contract/tickets/markup/blocks.ts': 'export const readBlocks = () => []',
  'server/contract/tickets/intake/orders.lexicon.ts': "export const orders = 'пришлите'",

  'server/platform/refusal.ts': 'export class Refusal extends Error {}',
  'server/platform/db/tables.ts': 'export interface Tables { journal: { ticketId: string } }',
  'server/platform/db/unit.ts':
    "import type { Tables } from './tables.ts'; export type Unit = { tables: Tables; ticketId: string }",
  'server/platform/http/http.ts': "import { Hono } from 'hono'; import { routes } from '#contract/routes.ts'",
  'server/platform/journal/append.ts': 'export const append = () => sql`insert into journal (at) values (1)`',
  'server/calendar/zone.ts': "import { Temporal } from 'temporal-polyfill'; export const zone = Temporal",

  'server/billing/feature.ts': "import { pay } from './accounts/account.commands.ts'; export const billing = { pay }",
  'server/billing/billing.tables.ts':
    "declare module '#server/platform/db/tables.ts' { interface Tables { accounts: { id: string }; client_balances: { id: string } } }",
  'server/billing/domain/money.ts':
    "import { Refusal } from '#server/platform/refusal.ts'; import { zone } from '#server/calendar/zone.ts'",
  'server/billing/accounts/account.commands.ts':
    "import { saveAccount } from './account.sql.ts'; import { money } from '../domain/money.ts'; import type { Unit } from '#server/platform/db/unit.ts'",
  'server/billing/accounts/account.queries.ts': "import { loadAccount } from './account.sql.ts'",
  'server/billing/accounts/account.sql.ts':
    "import { sql } from 'kysely'; const a = (db) => db.updateTable('accounts'); const b = sql`delete from accounts`",

  'server/tickets/feature.ts': "import { send } from './messages/message.commands.ts'; export const tickets = { send }",
  'server/tickets/tickets.tables.ts': 'type TicketsTables = { tickets: { id: string }; messages: { id: string } }',
  'server/tickets/messages/message.commands.ts':
    "import { billing } from '#server/billing/feature.ts'; import { account } from '#server/billing/accounts/account.queries.ts'; import { insert } from './message.sql.ts'",
  'server/tickets/messages/message.sql.ts':
    'const text = `with said as (insert into messages values (1) returning id), accounts as (select 1) select * from said, accounts join tickets t on true join client_balances b on true`',
  'server/tickets/messages/message.routes.ts': "import { send } from './message.commands.ts'",
  'server/tickets/messages/message.texts.ts': "export const texts = { ru: 'Сообщение', en: 'Message' }",
  'server/tickets/tickets.sql.ts': "import { named } from './upcasts/0001.ts'; export const upcasts = [named]",
  'server/tickets/upcasts/0001.ts':
    "import type { Upcast } from '#server/platform/db/storedJson.ts'; export const named: Upcast = (stored) => stored",
  'server/platform/db/storedJson.ts': 'export type Upcast = (stored: object) => object',
  'test/server/tickets/stored/0001-states.json': '{}',
  'server/tickets/presets/usual.ts': "export const preset = { name: 'Обычный' }",

  'app/lib/api.ts': "import { routes } from '#contract/routes.ts'; export const call = () => routes",
  'app/lib/connections.ts': 'export const openConnections = 0',
  'app/ui/Badge.vue':
    '<script setup lang="ts">\ndefineProps<{ label: string }>()\n</script>\n<template><!-- Значок --><b>{{ label }}</b></template>',
  'app/tickets/TicketPage.vue':
    "<script setup lang=\"ts\">\nimport Badge from '#app/ui/Badge.vue'\nimport { useTicketStore } from './ticketStore.ts'\nimport { ticketTexts } from './ticket.texts.ts'\n</script>\n<template><Badge :label=\"t('open')\" /></template>",
  'app/tickets/ticketStore.ts':
    "import { call } from '#app/lib/api.ts'; import type { Ticket } from '#contract/tickets/types.ts'",
  'app/tickets/ticket.texts.ts': "export const ticketTexts = { ru: 'Открыто' }",
  'app/tickets/ticketState.ts':
    "import type { Ticket } from '#contract/tickets/types.ts'; /** Открыто. */ export const isOpen = true",
  'app/shell/desk/DeskApp.vue':
    '<script setup lang="ts">\nimport TicketPage from \'#app/tickets/TicketPage.vue\'\n</script>',
  'app/shell/desk/deskRouter.ts': "import TicketPage from '#app/tickets/TicketPage.vue'",
  'placements/desk/main.ts': "import DeskApp from '../../app/shell/desk/DeskApp.vue'",
  'test/server/tickets/tickets.test.ts':
    "import { insert } from '#server/tickets/messages/message.sql.ts'; const title = 'Сообщение'",
}
