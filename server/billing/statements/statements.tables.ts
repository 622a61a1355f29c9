export {}

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    ledger_keys: { desk_id: string; public_key: string; sealed_key: string; made_at: Date }
  }
}
