export type Who = { memberId: string; userId: number }

/** P8: being an admin is a fact of the portal; what we know of it has an age. */
export type AdminLooks = {
  /** At an act: asked with the person's own token. A portal that does not answer refuses the act. */
  isAdmin(who: Who, accessToken: string | null): Promise<boolean>
  /** Those who were last looked at before this instant, each with their own stored token; who cannot be asked stays as old. */
  lookAtAll(memberId: string, before: Date): Promise<void>
}
