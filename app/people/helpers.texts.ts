import { catalogue } from '#contract/common.ts'

/** Who of the portal can help somebody without access. */
export const helperTexts = catalogue({
  ru: {
    role_admin: 'администратор',
    role_integrator: 'интегратор',
    role_contact: 'по вопросам поддержки',
    role_owner: 'управляет службой поддержки',
    openPerson: 'Открыть страницу сотрудника, чтобы написать',
  },
  uk: {
    role_admin: 'адміністратор',
    role_integrator: 'інтегратор',
    role_contact: 'з питань підтримки',
    role_owner: 'керує службою підтримки',
    openPerson: 'Відкрити сторінку співробітника, щоб написати',
  },
  en: {
    role_admin: 'administrator',
    role_integrator: 'integrator',
    role_contact: 'for questions of support',
    role_owner: 'manages the support desk',
    openPerson: 'Open this colleague’s page to write to them',
  },
})
