"""a duty confined to blocks"""

import sqlalchemy as sa
from alembic import op

revision = '0046'
down_revision = '0045'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'duty_place',
        sa.Column('duty_id', ID, nullable=False),
        sa.Column('market_id', ID, nullable=False),
        sa.Column('block', sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ['duty_id'], ['duty.id'], name=op.f('fk_duty_place_duty_id_duty')
        ),
        sa.ForeignKeyConstraint(
            ['market_id'], ['market.id'], name=op.f('fk_duty_place_market_id_market')
        ),
        sa.PrimaryKeyConstraint('duty_id', 'market_id', 'block', name=op.f('pk_duty_place')),
    )


def downgrade() -> None:
    op.drop_table('duty_place')
