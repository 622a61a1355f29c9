/** What app.info tells about the portal's tariff and the application's payment. */
export interface Licence {
  license: string
  licenseType: string | null
  licenseFamily: string | null
  /** Only told while the portal is on the demo tariff. */
  licensePrevious: string | null
  /** The application's own payment status. */
  status: 'F' | 'D' | 'T' | 'P' | 'L' | 'S'
  paymentExpired: boolean
  /** False where the tariff gives no REST: applications do not open and every call is refused. */
  isRestAllowed: boolean
}

export type TariffPreset = 'free' | 'closed' | 'basic' | 'std' | 'pro' | 'ent' | 'box' | 'demo'

/** `free` still opens applications, as in a Market trial; on `closed` the tariff refuses REST altogether. */
export const tariffPresets: Record<TariffPreset, { title: string; licence: Licence }> = {
  free: { title: 'Бесплатный (Маркет открыт)', licence: licence('project', 'project') },
  closed: {
    title: 'Бесплатный (приложения закрыты)',
    licence: { ...licence('project', 'project'), isRestAllowed: false },
  },
  basic: { title: 'Базовый', licence: licence('basic', 'basic') },
  std: { title: 'Стандартный', licence: licence('std', 'std') },
  pro: { title: 'Профессиональный', licence: licence('pro100', 'pro') },
  ent: { title: 'Энтерпрайз', licence: licence('ent250', 'ent') },
  box: {
    title: 'Коробка',
    licence: { ...licence('selfhosted', ''), licenseType: null, licenseFamily: null },
  },
  demo: { title: 'Демо', licence: { ...licence('demo', 'demo'), licensePrevious: 'ru_project' } },
}

function licence(type: string, family: string): Licence {
  return {
    license: `ru_${type}`,
    licenseType: type,
    licenseFamily: family,
    licensePrevious: null,
    status: 'F',
    paymentExpired: false,
    isRestAllowed: true,
  }
}
