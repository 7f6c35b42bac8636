// One wall in Companion: its settings, its connection, and what of its state Companion is told.
import { InstanceBase, InstanceStatus } from '@companion-module/base'
import { actions } from './actions.js'
import { parseAddress, parseFingerprint } from './address.js'
import { Connection } from './connection.js'
import { feedbacks } from './feedbacks.js'
import { presets } from './presets.js'
import { onTrial, shape } from './state.js'
import { definitions, values } from './variables.js'

const STATUS = {
	connecting: InstanceStatus.Connecting,
	ok: InstanceStatus.Ok,
	unauthorized: InstanceStatus.AuthenticationFailure,
	failed: InstanceStatus.ConnectionFailure,
}

export class PendopoInstance extends InstanceBase {
	#connection = null
	#shape = undefined
	#values = {}
	#second = null

	async init(config, _isFirstInit, secrets) {
		this.#define()
		await this.configUpdated(config, secrets)
		// Only the countdown of a take changes by itself.
		this.#second = setInterval(() => onTrial(this.state()) && this.#tellValues(), 1000)
	}

	async configUpdated(config, secrets) {
		this.#connection?.close()
		this.#connection = null
		const address = parseAddress(config?.address)
		const fingerprint = parseFingerprint(config?.fingerprint)
		const problem =
			address.problem ??
			(fingerprint === null ? 'The fingerprint has to be 64 hex digits, with or without colons' : null) ??
			(secrets?.token ? null : 'Enter a token; make one in the panel under Access')
		if (problem) {
			this.updateStatus(InstanceStatus.BadConfig, problem)
			this.#show()
			return
		}
		this.#connection = new Connection({ ...address, fingerprint, token: secrets.token })
		this.#connection.on('status', (status, text) => {
			this.updateStatus(STATUS[status], text || null)
			if (text && status !== 'connecting') this.log('warn', text)
		})
		this.#connection.on('state', () => this.#show())
		this.#connection.open()
	}

	async destroy() {
		clearInterval(this.#second)
		this.#connection?.close()
		this.#connection = null
	}

	getConfigFields() {
		return [
			{
				type: 'textinput',
				id: 'address',
				label: 'Address of the wall',
				width: 12,
				default: '',
				tooltip: 'As in the browser, e.g. https://192.0.2.10:7600',
			},
			{
				type: 'secret-text',
				id: 'token',
				label: 'Token',
				width: 12,
				default: '',
				tooltip: 'Made in the panel under Access, with the role operator',
			},
			{
				type: 'textinput',
				id: 'fingerprint',
				label: 'SHA-256 fingerprint of its certificate',
				width: 12,
				default: '',
				tooltip: 'Of a certificate that the wall signed itself; empty when an authority vouches for it',
			},
		]
	}

	state() {
		return this.#connection?.state ?? null
	}

	async send(command) {
		if (!this.#connection) return
		try {
			await this.#connection.command(command)
		} catch (error) {
			this.log('warn', `${command.command}: ${error.message}`)
		}
	}

	#show() {
		// While the wall is away its buttons keep their choices.
		if (this.state() !== null && shape(this.state()) !== this.#shape) this.#define()
		this.#tellValues()
		this.checkFeedbacks()
	}

	#define() {
		const state = this.state()
		this.#shape = shape(state)
		this.setActionDefinitions(actions(this))
		this.setFeedbackDefinitions(feedbacks(this))
		this.setVariableDefinitions(definitions(state))
		this.setPresetDefinitions(presets(state))
		this.#values = {}
	}

	#tellValues() {
		const all = values(this.state(), Date.now())
		const changed = Object.entries(all).filter(([id, value]) => this.#values[id] !== value)
		if (changed.length > 0) this.setVariableValues(Object.fromEntries(changed))
		this.#values = { ...this.#values, ...all }
	}
}
