import { CognitoUserGroup } from '@cdktf/provider-aws/lib/cognito-user-group';
import { CognitoUserPool } from '@cdktf/provider-aws/lib/cognito-user-pool';
import { CognitoUserPoolClient } from '@cdktf/provider-aws/lib/cognito-user-pool-client';
import { Construct } from 'constructs';
import { physicalName } from './names';

export type OperatorPoolProps = {
  /** The groups, each with a description of what its members may do. New people are in no group. */
  readonly groups: Readonly<Record<string, string>>;
  /** Whether everyone must set up an authenticator app. @default false: people can, but need not */
  readonly requiresSecondFactor?: boolean;
  /** Whether AWS and Terraform refuse to delete the pool, which would delete every account in it. */
  readonly deletionProtection: boolean;
};

/**
 * A Cognito user pool: the people who may use an API. Only an administrator can add people, by e-mail address. Tokens are
 * valid for an hour. Their claim `cognito:groups` lists the groups of a person.
 */
export class OperatorPool extends Construct {
  /** The wrapped resource, for settings that this construct does not offer. */
  readonly pool: CognitoUserPool;
  /** The client that people sign in through. It has no secret, so it can run on a laptop. */
  readonly client: CognitoUserPoolClient;

  constructor(
    scope: Construct,
    id: string,
    { groups, requiresSecondFactor = false, deletionProtection }: OperatorPoolProps,
  ) {
    super(scope, id);
    this.pool = new CognitoUserPool(this, 'pool', {
      name: physicalName(this, id, 128),
      usernameAttributes: ['email'],
      autoVerifiedAttributes: ['email'],
      adminCreateUserConfig: { allowAdminCreateUserOnly: true },
      // NIST SP 800-63B asks for length. Common audit rules for Cognito ask for the rest.
      passwordPolicy: {
        minimumLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireNumbers: true,
        requireSymbols: true,
        temporaryPasswordValidityDays: 3,
      },
      mfaConfiguration: requiresSecondFactor ? 'ON' : 'OPTIONAL',
      softwareTokenMfaConfiguration: { enabled: true },
      accountRecoverySetting: { recoveryMechanism: [{ name: 'verified_email', priority: 1 }] },
      deletionProtection: deletionProtection ? 'ACTIVE' : 'INACTIVE',
      ...(deletionProtection && { lifecycle: { preventDestroy: true } }),
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

  /** The issuer of the tokens, for a JWT authorizer. */
  get issuer(): string {
    return `https://${this.pool.endpoint}`;
  }

  /** The audience of the tokens. */
  get audience(): string {
    return this.client.id;
  }
}
