import { catalogue } from '../common.ts'
import type { monitoringRefusals } from './refusals.ts'

/** Words for every "no" of monitoring: what happened, then what to do. */
export const monitoringRefusalTexts = catalogue({
  ru: {
    component_stale: 'Коллега только что изменил этот компонент. Посмотрите, что стало, и повторите.',
    too_many_components: 'Компонентов уже {most}, больше нельзя. Удалите те, за которыми не следите.',
    slug_taken: 'Этот адрес занят другой службой. Придумайте другой.',
    slug_refused: 'Такой адрес занять нельзя. Возьмите название компании.',
  } satisfies Record<keyof typeof monitoringRefusals, string>,
  uk: {
    component_stale: 'Колега щойно змінив цей компонент. Подивіться, що стало, і повторіть.',
    too_many_components: 'Компонентів уже {most}, більше не можна. Видаліть ті, за якими не стежите.',
    slug_taken: 'Цю адресу зайняла інша служба. Придумайте іншу.',
    slug_refused: 'Таку адресу зайняти не можна. Візьміть назву компанії.',
  },
  en: {
    component_stale: 'A colleague has just changed this component. Look at what it is now and repeat.',
    too_many_components:
      'There are {most} components already, and no more can be had. Remove those that you do not watch.',
    slug_taken: 'Another desk has this address. Choose another one.',
    slug_refused: 'This address cannot be had. Take the name of your company.',
  },
})
