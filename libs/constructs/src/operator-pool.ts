import { CognitoUserGroup } from '@cdktf/provider-aws/lib/cognito-user-group';
import { CognitoUserPool } from '@cdktf/provider-aws/lib/cognito-user-pool';
import { CognitoUserPoolClient } from '@cdktf/provider-aws/lib/cognito-user-pool-client';
import { Construct } from 'constructs';
import { physicalName } from './physical-name';

export type OperatorPoolProps = {
  /** The groups that people may be in, each with what its people may do. Nobody is in one at first. */
  readonly groups: Readonly<Record<string, string>>;
  /** Whether AWS refuses to delete the pool, and everybody's sign-in with it. */
  readonly deletionProtection: boolean;
};

/**
 * The people who may use an API: a Cognito user pool. Only an administrator adds somebody, by e-mail address. A second
 * factor by an authenticator app is offered. Tokens are good for an hour; `cognito:groups` in them says who may do what.
 */
export class OperatorPool extends Construct {
  /** The way out, for what this construct has no word for. */
  readonly pool: CognitoUserPool;
  /** What people sign in through. It has no secret, so a program on a laptop can be one. */
  readonly client: CognitoUserPoolClient;

  constructor(scope: Construct, id: string, { groups, deletionProtection }: OperatorPoolProps) {
    super(scope, id);
    this.pool = new CognitoUserPool(this, 'pool', {
      name: physicalName(this, id, 128),
      usernameAttributes: ['email'],
      autoVerifiedAttributes: ['email'],
      adminCreateUserConfig: { allowAdminCreateUserOnly: true },
      // NIST SP 800-63B asks for length; the rest is what auditors of Cognito ask for.
      passwordPolicy: {
        minimumLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireNumbers: true,
        requireSymbols: true,
        temporaryPasswordValidityDays: 3,
      },
      mfaConfiguration: 'OPTIONAL',
      softwareTokenMfaConfiguration: { enabled: true },
      accountRecoverySetting: { recoveryMechanism: [{ name: 'verified_email', priority: 1 }] },
      deletionProtection: deletionProtection ? 'ACTIVE' : 'INACTIVE',
    });

    this.client = new CognitoUserPoolClient(this, 'client', {
      name: physicalName(this, `${id}-client`, 128),
      userPoolId: this.pool.id,
      generateSecret: false,
      explicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      accessTokenValidity: 1,
      idTokenValidity: 1,
      refreshTokenValidity: 12,
      tokenValidityUnits: [{ accessToken: 'hours', idToken: 'hours', refreshToken: 'hours' }],
      enableTokenRevocation: true,
      preventUserExistenceErrors: 'ENABLED',
    });

    for (const [name, description] of Object.entries(groups))
      new CognitoUserGroup(this, name, { userPoolId: this.pool.id, name, description });
  }

  /** Who signs the tokens: what a JWT authoriser is told. */
  get issuer(): string {
    return `https://${this.pool.endpoint}`;
  }

  /** For whom the tokens are. */
  get audience(): string {
    return this.client.id;
  }
}
