"""reminders, and who asked for none"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('reminder',
    sa.Column('member_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('cause', sa.String(length=10), nullable=False),
    sa.Column('association_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('outcome', sa.String(length=10), nullable=False),
    sa.Column('account_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('opened_at', sa.DateTime(), nullable=False),
    sa.Column('answered_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_reminder_account_id_account')),
    sa.ForeignKeyConstraint(['association_id'], ['association.id'], name=op.f('fk_reminder_association_id_association')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_reminder_member_id_member')),
    sa.PrimaryKeyConstraint('member_id', 'month', name=op.f('pk_reminder'))
    )
    with op.batch_alter_table('reminder', schema=None) as batch_op:
        batch_op.create_index('ix_reminder_turn', ['association_id', 'month', 'cause', 'outcome'], unique=False)

    op.create_table('no_reminders',
    sa.Column('member_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('association_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('account_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_no_reminders_account_id_account')),
    sa.ForeignKeyConstraint(['association_id'], ['association.id'], name=op.f('fk_no_reminders_association_id_association')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_no_reminders_member_id_member')),
    sa.PrimaryKeyConstraint('member_id', name=op.f('pk_no_reminders'))
    )
    with op.batch_alter_table('no_reminders', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_no_reminders_association_id'), ['association_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('no_reminders', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_no_reminders_association_id'))

    op.drop_table('no_reminders')
    with op.batch_alter_table('reminder', schema=None) as batch_op:
        batch_op.drop_index('ix_reminder_turn')

    op.drop_table('reminder')
