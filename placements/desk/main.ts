import DeskApp from '#app/DeskApp.vue'
import { deskRouter } from '#app/deskRouter.ts'
import { mountPage } from '#app/mount.ts'

mountPage(DeskApp, deskRouter)
