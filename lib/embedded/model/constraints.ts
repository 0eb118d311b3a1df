import { validationError } from '../errors.js'
import { nameConstraints } from './common.js'
import { checksOf, isConstrained, type MemberCheck } from './constrained.js'
import { describeValue } from './describe-value.js'
import { inputShape } from './operations.js'
import type { Constraints, ListShape, MapShape, Member, ScalarShape, Shape, StructureShape } from './shape.js'
import { tableNameOf } from './table-name.js'

type Fields = Record<string, unknown>

interface Problem {
  readonly value: string
  readonly path: string
  readonly constraint: string
  /** What is said where it is the only one: the service has moved some checks to a place with texts of its own. */
  readonly alone?: string
}

/** The service stops counting here. */
const MAX_PROBLEMS = 10

/** Throws the service's ValidationException when a decoded request does not satisfy its operation's constraints. */
export function checkConstraints(operation: string, input: Fields): void {
  const shape = inputShape(operation)
  checkParameters(shape, input)
  const problems: Problem[] = []
  checkMembers(shape, input, '', problems)
  if (problems.length === 0) return
  const [{ alone }] = problems as [Problem]
  throw validationError(problems.length === 1 && alone !== undefined ? alone : listProblems(problems))
}

function listProblems(problems: readonly Problem[]): string {
  const plural = problems.length === 1 ? '' : 's'
  const texts = problems.map(
    ({ value, path, constraint }) => `Value ${value} at '${path}' failed to satisfy constraint: ${constraint}`
  )
  return `${problems.length} validation error${plural} detected: ${texts.join('; ')}`
}

/** Some names are refused before all constraints. */
function checkParameters(shape: StructureShape, input: Fields): void {
  const name = 'TableName'
  const member = shape.members[name]
  if (member?.required === 'parameter' || member?.required === 'new name') {
    const value = input[name] as string | undefined
    if (value === undefined) {
      throw validationError(`The parameter '${name}' is required but was not present in the request`)
    }
    if (member.required === 'parameter') checkTableName(name, value)
  }
  // The service tells an empty name alone where nothing else is missing, and has another least length then.
  if (member?.emptyAlone === true && input[name] === '' && isComplete(shape, input)) {
    throw validationError(
      "1 validation error detected: Value '' at 'tableName' failed to satisfy constraint: " +
        'Member must have length greater than or equal to 1'
    )
  }
}

function checkTableName(name: string, { length }: string): void {
  const { min, max } = nameConstraints
  if (length >= min && length <= max) return
  throw validationError(`${name} must be at least ${min} characters long and at most ${max} characters long`)
}

function isComplete(shape: StructureShape, input: Fields): boolean {
  return Object.entries(shape.members).every(([name, { required }]) => required !== true || name in input)
}

function checkMembers(shape: StructureShape, input: Fields, path: string, problems: Problem[]): void {
  for (const check of checksOf(shape)) {
    if (problems.length >= MAX_PROBLEMS) return
    checkMember(check, input, path, problems)
  }
}

function checkMember(
  { name, printed, member }: MemberCheck,
  input: Fields,
  path: string,
  problems: Problem[]
) {
  const value = input[name]
  if (value === undefined) {
    if (!isMissed(member, input)) return
    problems.push({ value: 'null', path: path + printed, constraint: 'Member must not be null' })
    return
  }
  const before = problems.length
  check(member.shape, value, path + printed, problems)
  const problem = problems[before]
  if (problem === undefined) return
  const alone = aloneText(member, value, upperFirst(path) + name, problem)
  if (alone !== undefined) problems[before] = { ...problem, alone }
}

function aloneText(
  { toldByName, emptyText }: Member,
  value: unknown,
  path: string,
  { constraint }: Problem
): string | undefined {
  if (toldByName === true) {
    return `1 validation error detected: Value at '${path}' failed to satisfy constraint: ${constraint}`
  }
  return emptyText !== undefined && Object.keys(value as object).length === 0 ? emptyText : undefined
}

function upperFirst(path: string): string {
  return path.charAt(0).toUpperCase() + path.slice(1)
}

function isMissed({ required, requiredWithout }: Member, input: Fields): boolean {
  return required === true || (requiredWithout?.every(other => input[other] === undefined) ?? false)
}

function check(shape: Shape, value: unknown, path: string, problems: Problem[]): void {
  switch (shape.kind) {
    case 'string':
      checkText(shape, value as string, path, problems)
      break
    case 'integer':
    case 'long':
      checkNumber(shape, value as number, path, problems)
      break
    case 'list':
      checkList(shape, value as unknown[], path, problems)
      break
    case 'map':
      checkMap(shape, value as Fields, path, problems)
      break
    case 'structure':
      checkMembers(shape, value as Fields, `${path}.`, problems)
      break
  }
}

function checkNumber(shape: ScalarShape, value: number, path: string, problems: Problem[]): void {
  const { min, max } = shape
  if (min !== undefined && value < min) {
    addProblem(problems, shape, value, path, `Member must have value greater than or equal to ${min}`)
  }
  if (max !== undefined && value > max) {
    addProblem(problems, shape, value, path, `Member must have value less than or equal to ${max}`)
  }
}

function checkText(shape: ScalarShape, value: string, path: string, problems: Problem[]): void {
  const { values, pattern } = shape
  if (values !== undefined && !values.includes(value)) {
    addProblem(problems, shape, value, path, `Member must satisfy enum value set: [${values.join(', ')}]`)
  }
  if (pattern !== undefined && !matches(pattern, value)) {
    addProblem(problems, shape, value, path, `Member must satisfy regular expression pattern: ${pattern}`)
  }
  checkLength(shape, value.length, value, path, problems)
}

function checkList(shape: ListShape, values: unknown[], path: string, problems: Problem[]): void {
  checkLength(shape, values.length, values, path, problems)
  if (!isConstrained(shape.member)) return
  for (let index = 0; index < values.length && problems.length < MAX_PROBLEMS; index++) {
    check(shape.member, values[index], `${path}.${index + 1}.member`, problems)
  }
}

function checkMap(shape: MapShape, map: Fields, path: string, problems: Problem[]): void {
  const keys = Object.keys(map)
  checkLength(shape, keys.length, map, path, problems)
  const { keyConstraints, valueConstraints } = shape
  for (const key of keys) {
    if (keyConstraints === undefined || isNamed(keyConstraints, key)) continue
    addProblem(problems, shape, map, path, `Map keys must satisfy constraint: ${listed(keyConstraints)}`)
  }
  for (const key of keys) {
    if (valueConstraints === undefined || satisfies(valueConstraints, (map[key] as unknown[]).length))
      continue
    addProblem(problems, shape, map, path, `Map value must satisfy constraint: ${listed(valueConstraints)}`)
  }
  if (!isConstrained(shape.value)) return
  for (const key of keys) {
    if (problems.length >= MAX_PROBLEMS) return
    check(shape.value, map[key], `${path}.${key}.member`, problems)
  }
}

function checkLength(
  shape: ScalarShape | ListShape | MapShape,
  length: number,
  value: unknown,
  path: string,
  problems: Problem[]
): void {
  const { min, max } = shape
  if (min !== undefined && length < min) {
    addProblem(problems, shape, value, path, `Member must have length greater than or equal to ${min}`)
  }
  if (max !== undefined && length > max) {
    addProblem(problems, shape, value, path, `Member must have length less than or equal to ${max}`)
  }
}

/** The keys are tables, which may be named by their ARNs. */
function isNamed(constraints: Constraints, key: string): boolean {
  const name = tableNameOf(key)
  return satisfies(constraints, name.length, name)
}

function satisfies({ min, max, pattern }: Constraints, length: number, text?: string): boolean {
  if (min !== undefined && length < min) return false
  if (max !== undefined && length > max) return false
  return pattern === undefined || text === undefined || matches(pattern, text)
}

function listed({ min, max, pattern }: Constraints): string {
  const parts: string[] = []
  if (max !== undefined) parts.push(`Member must have length less than or equal to ${max}`)
  if (min !== undefined) parts.push(`Member must have length greater than or equal to ${min}`)
  if (pattern !== undefined) parts.push(`Member must satisfy regular expression pattern: ${pattern}`)
  return `[${parts.join(', ')}]`
}

function addProblem(
  problems: Problem[],
  shape: Shape,
  value: unknown,
  path: string,
  constraint: string
): void {
  if (problems.length >= MAX_PROBLEMS) return
  problems.push({ value: `'${describeValue(shape, value)}'`, path, constraint })
}

const patterns = new Map<string, RegExp>()

function matches(pattern: string, value: string): boolean {
  let expression = patterns.get(pattern)
  if (expression === undefined) {
    expression = new RegExp(`^${pattern}$`)
    patterns.set(pattern, expression)
  }
  return expression.test(value)
}
