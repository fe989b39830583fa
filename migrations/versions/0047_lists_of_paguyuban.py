"""lists of a city's paguyuban"""

import sqlalchemy as sa
from alembic import op

import association.database

revision = '0047'
down_revision = '0046'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'intake',
        sa.Column('id', ID, nullable=False),
        sa.Column('city_id', ID, nullable=False),
        sa.Column('account_id', ID, nullable=False),
        sa.Column('source', sa.String(60), nullable=False),
        sa.Column('rows_sealed', sa.LargeBinary()),
        sa.Column('sheets_sealed', sa.LargeBinary()),
        sa.Column('total', sa.Integer(), nullable=False),
        sa.Column('made', sa.JSON(), nullable=False),
        sa.Column('created_at', association.database.UtcDateTime(), nullable=False),
        sa.Column('made_at', association.database.UtcDateTime()),
        sa.Column('undone_at', association.database.UtcDateTime()),
        sa.Column('ends_at', association.database.UtcDateTime(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['account_id'], ['account.id'], name='fk_intake_account_id_account'),
        sa.ForeignKeyConstraint(['city_id'], ['city.id'], name='fk_intake_city_id_city'),
        sa.PrimaryKeyConstraint('id', name='pk_intake'),
    )
    op.create_index('ix_intake_city_id', 'intake', ['city_id'])
    op.create_index('ix_intake_ends_at', 'intake', ['ends_at'])


def downgrade() -> None:
    op.drop_table('intake')
