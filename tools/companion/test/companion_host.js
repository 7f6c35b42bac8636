// Starts the module as Companion does: a process of its own, spoken to by messages.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import ejson from 'ejson'

const path = (name) => fileURLToPath(new URL(name, import.meta.url))

export class CompanionHost {
	told = {} // the newest message of each name
	variables = {}
	feedbacks = {}
	log = []
	#child
	#pending = new Map()
	#next = 1

	constructor() {
		this.#child = fork(path('../src/main.js'), {
			env: { ...process.env, MODULE_MANIFEST: path('../companion/manifest.json'), CONNECTION_ID: 'one', VERIFICATION_TOKEN: 'v' },
			silent: true,
		})
		this.registered = new Promise((resolve, reject) => {
			this.#child.once('exit', (code) => reject(new Error(`the module ended with ${code}`)))
			this.#child.on('message', (message) => this.#message(message, resolve))
		})
	}

	#message(message, registered) {
		const payload = message.payload ? ejson.parse(message.payload) : undefined
		if (message.direction === 'response') {
			const [resolve, reject] = this.#pending.get(message.callbackId)
			if (message.success) resolve(payload)
			else reject(new Error(payload?.message))
			return
		}
		this.told[message.name] = payload
		if (message.name === 'register') registered(payload)
		if (message.name === 'log-message') this.log.push(payload.message)
		if (message.name === 'setVariableValues') {
			for (const { id, value } of payload.newValues) this.variables[id] = value
		}
		if (message.name === 'updateFeedbackValues') {
			for (const { id, value } of payload.values) this.feedbacks[id] = value
		}
		if (message.callbackId) {
			this.#child.send({ direction: 'response', callbackId: message.callbackId, success: true, payload: ejson.stringify({}) })
		}
	}

	call(name, payload) {
		const callbackId = this.#next++
		this.#child.send({ direction: 'call', name, payload: ejson.stringify(payload), callbackId })
		return new Promise((resolve, reject) => this.#pending.set(callbackId, [resolve, reject]))
	}

	init(config, secrets) {
		return this.call('init', { label: 'wall', isFirstInit: false, config, secrets, lastUpgradeIndex: -1, feedbacks: {}, actions: {} })
	}

	end() {
		this.#child.removeAllListeners('exit')
		this.#child.kill('SIGKILL')
	}
}
