import ClientApp from '#app/ClientApp.vue'
import { mountPage } from '#app/mount.ts'
import { router } from '#app/router.ts'

mountPage(ClientApp, router)
