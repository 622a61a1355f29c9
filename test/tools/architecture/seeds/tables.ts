import type { Seed } from './seed.ts'

const billing = (table: string, file: string) => `billing → ${table} of tickets (server/billing/orders/${file}.sql.ts)`

export const tableSeeds: Seed[] = [
  {
    rule: 'tables-are-declared-by-their-feature',
    says: "a feature's table in the platform's schema",
    files: {
      'server/platform/db/tables.ts': 'export type Tables = { journal: { id: string }; orders: { id: string } }',
      'server/billing/orders/order.sql.ts': "const order = (db) => db.insertInto('orders')",
    },
    finds: ['orders: declared in platform, written by billing'],
  },
  {
    rule: 'tables-are-written-by-their-owner',
    says: 'every way to write',
    files: {
      'server/billing/orders/a.sql.ts': 'const a = sql`insert into tickets (id) values (${id})`',
      'server/billing/orders/b.sql.ts': "const b = (db) => db.updateTable('tickets as t')",
      'server/billing/orders/c.sql.ts':
        'const c = `with gone as (delete from messages where true returning id) select * from gone`',
      'server/billing/orders/d.sql.ts': "const d = 'truncate messages'",
      'server/billing/orders/e.sql.ts': "const e = (db) => db.deleteFrom(['messages'])",
      'server/billing/orders/f.sql.ts': 'const f = sql`merge into tickets t using rows r on true`',
      'server/billing/orders/g.sql.ts':
        'const g = sql`select 1 from messages for update of tickets` // update tickets set',
      'server/billing/orders/h.sql.ts': 'const h = `update only messages set id = ${id}`',
      'server/billing/orders/i.sql.ts': "const i = (db) => db.mergeInto('messages')",
      'server/notifications/j.sql.ts': 'const j = sql`insert into journal (at) values (1)`',
    },
    finds: [
      billing('messages', 'c'),
      billing('messages', 'd'),
      billing('messages', 'e'),
      billing('messages', 'h'),
      billing('messages', 'i'),
      billing('tickets', 'a'),
      billing('tickets', 'b'),
      billing('tickets', 'f'),
      'notifications → journal of platform (server/notifications/j.sql.ts)',
    ],
  },
  {
    rule: 'reads-across-features',
    says: 'joins and lists, but no common table expression and no view',
    files: {
      'server/billing/orders/a.sql.ts':
        "const a = (db) => db.selectFrom(['orders', 'tickets as t']).leftJoin('messages', 'a', 'b')",
      'server/sla/b.sql.ts': 'const b = sql`select 1 from clocks c, accounts a where a.id = c.id`',
      'server/audit/c.sql.ts':
        'const c = sql`with accounts as (select 1) select * from accounts join client_balances b on true`',
    },
    finds: ['billing → messages', 'billing → tickets', 'sla → accounts'],
  },
  {
    rule: 'rows-are-locked-for-no-key-update',
    says: 'built, written out, and in a command, but not the weaker lock',
    files: {
      'server/billing/orders/a.sql.ts': "const a = (db) => db.selectFrom('orders').forUpdate()",
      'server/billing/orders/b.sql.ts': 'const b = sql`select 1 from orders\n order by id for update skip locked`',
      'server/billing/orders/c.sql.ts': 'const c = sql`select 1 from orders for no key update`',
      'server/billing/orders/d.sql.ts': "const d = (db) => db.selectFrom('orders').forNoKeyUpdate()",
    },
    finds: ['server/billing/orders/a.sql.ts', 'server/billing/orders/b.sql.ts'],
  },
  {
    rule: 'sql-in-sql-files',
    says: 'a query in a command, a statement as a text in routes, a tag in a query file',
    files: {
      'server/billing/orders/a.commands.ts': "const a = (db) => db.selectFrom('accounts')",
      'server/billing/orders/b.routes.ts': "const b = (pool) => pool.query('select 1 as one from accounts')",
      'server/billing/orders/c.queries.ts': 'const c = sql<{ one: number }>`select 1`',
      'server/billing/orders/d.texts.ts': "const d = 'Select an account from the list'",
    },
    finds: [
      'server/billing/orders/a.commands.ts',
      'server/billing/orders/b.routes.ts',
      'server/billing/orders/c.queries.ts',
    ],
  },
]
