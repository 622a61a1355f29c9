import type { Generated } from 'kysely'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    portals: {
      member_id: string
      domain: string
      client_endpoint: string
      server_endpoint: string
      client_id: string
      application_token: string | null
      language: Generated<string>
      is_installed: Generated<boolean>
      is_client: Generated<boolean>
      installed_at: Date | null
      uninstalled_at: Date | null
      licence: Generated<string>
      licence_type: Generated<string>
      licence_family: Generated<string>
      licence_checked_at: Date | null
      licence_failed_at: Date | null
      is_enterprise_box: Generated<boolean>
      support_version: Generated<number>
      notice_answers: Generated<boolean>
      notice_connection: Generated<boolean>
      notice_billing: Generated<boolean>
      level: Generated<string | null>
      level_before: Generated<string | null>
      level_changed_at: Generated<Date | null>
      scopes: Generated<string[]>
      former_domains: Generated<string[]>
      former_domains_left_at: Generated<Date[]>
      app_version: Generated<number | null>
      bound_version: Generated<number | null>
      bound_at: Generated<Date | null>
    }
    portal_tokens: {
      member_id: string
      user_id: number
      access_token: string
      refresh_token: string
      expires_at: Date
      is_admin: boolean
      used_at: Date
      failed_at: Date | null
      client_endpoint: string | null
    }
    people: {
      member_id: string
      user_id: number
      name: string
      photo: string | null
      is_admin: boolean
      seen_at: Date
    }
    named_people: {
      member_id: string
      user_id: number
      kind: 'integrator' | 'contact'
      name: string
      photo: string | null
      named_by: string
      named_at: Date
    }
  }
}
