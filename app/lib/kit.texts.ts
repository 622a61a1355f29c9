import { en, ru, ua } from '@bitrix24/b24ui-nuxt/locale'

/** The few words that the kit's own controls say ("close", "notifications"). */
export const kitTexts = { texts: { ru, uk: ua, en } }
