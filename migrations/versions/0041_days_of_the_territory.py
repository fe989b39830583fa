"""days of the territory, founding papers, other names"""

import sqlalchemy as sa
from alembic import op

revision = '0041'
down_revision = '0040'
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
INDEXES = {
    'ix_former_stay_association_id': ('former_stay', ['association_id']),
    'ix_former_stay_market_id': ('former_stay', ['market_id']),
    'ix_closure_association_id': ('closure', ['association_id']),
    'ix_closure_market_id': ('closure', ['market_id']),
    'ix_audit_entry_subject': ('audit_entry', ['subject', 'id']),
}


def points(table: str, to: str, *, nullable: bool = False) -> sa.Column:
    key = sa.ForeignKey(f'{to}.id', name=op.f(f'fk_{table}_{to}_id_{to}'))
    return sa.Column(f'{to}_id', Id, key, nullable=nullable)


def upgrade() -> None:
    op.add_column('association_market', sa.Column('since', sa.Date(), nullable=True))
    op.add_column(
        'association', sa.Column('aliases', sa.JSON(), server_default='[]', nullable=False)
    )
    op.create_table(
        'founding_papers',
        sa.Column(
            'association_id',
            Id,
            sa.ForeignKey(
                'association.id', name=op.f('fk_founding_papers_association_id_association')
            ),
            autoincrement=False,
            nullable=False,
        ),
        points('founding_papers', 'city'),
        sa.Column('number', sa.String(length=120), nullable=False),
        sa.Column('signed_on', sa.Date(), nullable=True),
        sa.Column('founded_on', sa.Date(), nullable=True),
        sa.Column('note', sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint('association_id', name=op.f('pk_founding_papers')),
    )
    op.create_table(
        'former_stay',
        sa.Column('id', Id, nullable=False),
        points('former_stay', 'association'),
        points('former_stay', 'market'),
        sa.Column('since', sa.Date(), nullable=True),
        sa.Column('until', sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_former_stay')),
    )
    op.create_table(
        'closure',
        sa.Column('id', Id, nullable=False),
        points('closure', 'association', nullable=True),
        points('closure', 'market', nullable=True),
        sa.Column('closed_on', sa.Date(), nullable=False),
        sa.Column('reopened_on', sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_closure')),
    )
    for name, (table, columns) in INDEXES.items():
        op.create_index(name, table, columns)


def downgrade() -> None:
    op.drop_index('ix_audit_entry_subject', 'audit_entry')
    for table in ('closure', 'former_stay', 'founding_papers'):
        op.drop_table(table)
    with op.batch_alter_table('association', schema=None) as batch_op:
        batch_op.drop_column('aliases')
    with op.batch_alter_table('association_market', schema=None) as batch_op:
        batch_op.drop_column('since')
